/** What needs no quotes in an array's text, whatever it is an array of; the word NULL does. */
const plain = /^(?!null$)[\w.:-]+$/i;

/** An array as PostgreSQL reads it in text ("Array Input and Output Syntax"); Drizzle has written its columns' so. */
function arrayText(values: string | readonly (string | number | null)[]): string {
  if (typeof values === "string") return values;
  const items = values.map((value) => {
    if (value === null) return "NULL";
    const text = String(value);
    return plain.test(text) ? text : `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
  });
  return `{${items.join(",")}}`;
}

/** The OIDs of the arrays that statements are given (pg_type.dat). */
const oids = { smallints: 1005, integers: 1007, texts: 1009, bigints: 1016, uuids: 2951 };

/**
 * For the driver's option `types`, with `fetch_types` off: it would ask for them on each new connection, and where
 * that is cut off in the middle, postgres.js 3.4.9 leaves a rejection that nobody can catch, which ends the process.
 */
export const arrayTypes = Object.fromEntries(
  Object.entries(oids).map(([name, to]) => [
    name,
    { to, from: [], serialize: arrayText, parse: (text: string) => text },
  ]),
);
