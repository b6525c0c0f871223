import { stringify } from "csv-stringify/sync";
import { toCp932 } from "./cp932.ts";

const byteOrderMark = "\uFEFF";

type Row = readonly (string | number)[];

/** A file that spreadsheets open as it is: UTF-8 with BOM, CRLF, and no cell that they would run as a formula. */
export function csv(header: readonly string[], rows: readonly Row[]): string {
  return byteOrderMark + csvRows([header]) + csvRows(rows);
}

/** With CRLF between rows, a single CR or LF within a cell would go unquoted and end the row for a spreadsheet. */
const lineBreak = /[\r\n]/;
/** Serials, branches and tracking numbers that would lose digits as a number: 001, twelve digits, 71E6. */
const textOfDigits = [/^0\d/, /^\d{12,}$/, /^\d+E\d+$/i];

/** Further rows of such a file, for one that is sent part by part. */
export function csvRows(rows: readonly Row[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === "string" ? defuse(cell) : cell)));
  return stringify(cells, { record_delimiter: "windows", quoted_match: [lineBreak, ...textOfDigits] });
}

/** The same file in CP932, as older Japanese programs want it; people are told of `notInCp932` before. */
export function csvInCp932(header: readonly string[], rows: readonly Row[]): Uint8Array<ArrayBuffer> {
  return toCp932(csvRows([header]) + csvRows(rows));
}

/** Puts an apostrophe before what a spreadsheet would take for a formula, full-width signs too (OWASP, CSV injection). */
export function defuse(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}
