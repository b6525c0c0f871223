import { failField } from "#core/errors.ts";

/** Characters of a record; that of a token has some 200. */
const longest = 16_384;

/**
 * The records of a CSV (RFC 4180, with any line ends), their cells without the space around them; some records at a
 * time. Fails with `invalid` where a quote stays open or stands within a cell, or a record does not end.
 */
export async function* readRecords(
  texts: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<string[][]> {
  const cell = new RegExp(
    ` *(?:"([^"]*(?:""[^"]*)*)" *|([^"${delimiter}\\r\\n]*))(${delimiter}|\\r\\n|\\r(?=[^\\n])|\\n)`,
    "y",
  );
  let rest = "";
  for await (const text of texts) {
    const { records, unfinished } = takeRecords(rest + text, cell);
    yield records;
    rest = unfinished;
    if (rest.length > longest) failField("file", "tokenFile.csv");
  }
  const { records, unfinished } = takeRecords(rest && `${rest}\n`, cell);
  yield records;
  if (unfinished !== "") failField("file", "tokenFile.csv");
}

/** The records that are whole, and the text after them. */
function takeRecords(text: string, cell: RegExp): { records: string[][]; unfinished: string } {
  const records: string[][] = [];
  let cells: string[] = [];
  let taken = 0;
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    const [, quoted, plain = "", end = ""] = found;
    cells.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (!/[\r\n]/.test(end)) continue;
    records.push(cells);
    cells = [];
    taken = cell.lastIndex;
  }
  return { records, unfinished: text.slice(taken) };
}
