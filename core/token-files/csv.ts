import { failField } from "#core/errors.ts";
import { readRecords } from "./csv-records.ts";
import type { FileRow, TokenFileFormat } from "./read.ts";
import { algorithmIn, fileRow, nameIn, numberIn, problem } from "./row.ts";
import { base32In, seedIn } from "./seed-text.ts";

type Column = "serial" | "key" | "type" | "digits" | "counterOrStep" | "manufacturer" | "model" | "upn";

/** How headers name the columns; `upn`, whom Entra would give the token to, is left alone. */
const columnNames: Readonly<Record<string, Column>> = {
  serial: "serial",
  serialnumber: "serial",
  key: "key",
  secretkey: "key",
  secret: "key",
  seed: "key",
  type: "type",
  algorithm: "type",
  digits: "digits",
  "counter|step": "counterOrStep",
  counter: "counterOrStep",
  step: "counterOrStep",
  timeinterval: "counterOrStep",
  intervalorevent: "counterOrStep",
  manufacturer: "manufacturer",
  model: "model",
  upn: "upn",
};

const oathColumns: readonly Column[] = ["serial", "key", "type", "digits", "counterOrStep"];
const multiotpColumns: readonly Column[] = [
  "serial",
  "manufacturer",
  "type",
  "key",
  "digits",
  "counterOrStep",
];

/** Empty lines in a row, as spreadsheets leave them at the end; a file of nothing else has to end. */
const mostEmpty = 100_000;

/** Reads any of the CSV kinds; `head` is how the file begins, at least its first line. */
export async function* readCsv(
  head: string,
  texts: AsyncIterable<string>,
  onFormat: (format: TokenFileFormat) => void,
): AsyncGenerator<FileRow> {
  let columns: readonly Column[] | undefined;
  let row = 0;
  let empty = 0;
  // A spreadsheet's own file, a picture: told as what it is, not as a CSV that is not well-formed.
  if (head.includes("\0")) failField("file", "tokenFile.format");
  for await (const records of readRecords(texts, delimiterOf(head))) {
    for (const cells of records) {
      row++;
      empty = cells.every((cell) => cell === "") ? empty + 1 : 0;
      if (empty > mostEmpty) failField("file", "tokenFile.csv");
      if (empty > 0) continue;
      if (columns === undefined) {
        const named = namedColumns(cells);
        columns = named ?? placedColumns(cells) ?? failField("file", "tokenFile.format");
        onFormat(formatOf(columns));
        if (named) continue;
      }
      yield csvRow(row, cells, columns);
    }
  }
}

/** Of the usual delimiters the one most frequent in the first line that is not empty. */
function delimiterOf(head: string): string {
  const [line = ""] = head.trimStart().split(/[\r\n]/, 1);
  const counted = [",", ";", "\t"].map((sign) => [line.split(sign).length, sign] as const);
  const [, delimiter = ","] = counted.reduce((most, next) => (next[0] > most[0] ? next : most));
  return delimiter;
}

/** The columns that a header names, in any order, or undefined where the record is none. */
function namedColumns(cells: readonly string[]): Column[] | undefined {
  const columns = cells.map((cell) => columnNames[cell.toLowerCase().replaceAll(/[ _]/g, "")]);
  if (!columns.includes("serial") || !columns.includes("key")) return undefined;
  const known = columns.filter((column) => column !== undefined);
  // A column that is not understood may change what the others mean: a hash, an encryption.
  const whole = known.length === columns.length && new Set(known).size === known.length;
  return whole ? known : failField("file", "tokenFile.columns");
}

/** The columns of a file without a header, told by where the digits stand. */
function placedColumns(cells: readonly string[]): readonly Column[] | undefined {
  if (!/^[ht]otp/i.test(cells[2] ?? "")) return undefined;
  if (/^\d?$/.test(cells[3] ?? "")) return oathColumns;
  return /^\d?$/.test(cells[4] ?? "") ? multiotpColumns : undefined;
}

function formatOf(columns: readonly Column[]): TokenFileFormat {
  if (!columns.includes("type")) return "entra";
  return columns.includes("manufacturer") ? "multiotp" : "oath";
}

function csvRow(row: number, cells: readonly string[], columns: readonly Column[]): FileRow {
  const cell = (column: Column) => cells[columns.indexOf(column)] ?? "";
  return fileRow(row, cell("serial"), () => {
    if (cells.slice(columns.length).some((extra) => extra !== "")) problem("tokenFile.cells");
    const [type = "", hash] = columns.includes("type") ? cell("type").split(/[-_ ](.*)/, 2) : ["totp"];
    const { kind, algorithm } = algorithmIn(type, hash);
    const counterOrStep = cell("counterOrStep");
    return {
      kind,
      algorithm,
      digits: numberIn(cell("digits") || "6"),
      stepSeconds: kind === "totp" ? numberIn(counterOrStep || "30") : 30,
      counter: kind === "hotp" ? numberIn(counterOrStep || "0") : null,
      driftSteps: 0,
      // Entra writes base32 alone, which in rare cases could be read as hex.
      seed: columns.includes("type") ? seedIn(cell("key")) : base32In(cell("key")),
      manufacturer: nameIn(cell("manufacturer")),
      model: nameIn(cell("model")),
      expiresOn: null,
    };
  });
}
