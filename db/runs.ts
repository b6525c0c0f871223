/** The first of each run of rows that are alike in these traits, and for each row which run it is in, from 1. */
export function runsOf<Row extends object>(
  rows: readonly Row[],
  traits: readonly (keyof Row)[],
): { alike: Row[]; places: number[] } {
  const alike: Row[] = [];
  const places = rows.map((row) => {
    const last = alike.at(-1);
    if (!last || traits.some((trait) => row[trait] !== last[trait])) alike.push(row);
    return alike.length;
  });
  return { alike, places };
}
