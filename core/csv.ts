import { stringify } from "csv-stringify/sync";

const byteOrderMark = "\uFEFF";

/** A file that spreadsheets open as it is: UTF-8 with BOM, CRLF, and no cell that they would run as a formula. */
export function csv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === "string" ? defuse(cell) : cell)));
  return byteOrderMark + stringify([header, ...cells] as unknown[][], { record_delimiter: "windows" });
}

/** Puts an apostrophe before what a spreadsheet would take for a formula, full-width signs too (OWASP, CSV injection). */
export function defuse(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}
