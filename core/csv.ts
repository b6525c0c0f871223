import { stringify } from "csv-stringify/sync";
import iconv from "iconv-lite";

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

/** What a character that CP932 cannot carry becomes in a file: the mark that Japanese print puts for a missing one. */
const missing = "〓";

/** The same file in CP932 (Windows-31J), as older Japanese programs want it; see `notInCp932`. */
export function csvInCp932(header: readonly string[], rows: readonly Row[]): Uint8Array<ArrayBuffer> {
  const text = csvRows([header]) + csvRows(rows);
  const lost = new Set(notInCp932([text]));
  const carried = Array.from(text, (character) => (lost.has(character) ? missing : character));
  return new Uint8Array(iconv.encode(carried.join(""), "cp932"));
}

/** The characters of some texts that CP932 cannot carry, each once: people are told of them before a file is made. */
export function notInCp932(texts: readonly string[]): string[] {
  const all = new Set(texts.flatMap((text) => Array.from(text)));
  return [...all].filter(
    (character) => iconv.decode(iconv.encode(character, "cp932"), "cp932") !== character,
  );
}

/** Puts an apostrophe before what a spreadsheet would take for a formula, full-width signs too (OWASP, CSV injection). */
export function defuse(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}
