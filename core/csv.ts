import { stringify } from "csv-stringify/sync";

const byteOrderMark = "\uFEFF";

type Row = readonly (string | number)[];

/** A file that spreadsheets open as it is: UTF-8 with BOM, CRLF, and no cell that they would run as a formula. */
export function csv(header: readonly string[], rows: readonly Row[]): string {
  return byteOrderMark + csvRows([header]) + csvRows(rows);
}

/** Further rows of such a file, for one that is sent part by part. */
export function csvRows(rows: readonly Row[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === "string" ? defuse(cell) : cell)));
  // With CRLF between rows, a single CR or LF within a cell would go unquoted and end the row for a spreadsheet.
  return stringify(cells, { record_delimiter: "windows", quoted_match: /[\r\n]/ });
}

/** Puts an apostrophe before what a spreadsheet would take for a formula, full-width signs too (OWASP, CSV injection). */
export function defuse(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}
