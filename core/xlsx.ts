import writeWorkbook, { type Row } from "write-excel-file/node";
import { defuse } from "./csv.ts";

type Value = string | number | Date;

/** A workbook of one sheet whose header stays in view: numbers and days are such, text is nothing to be run. */
export async function workbook(
  sheet: string,
  header: readonly string[],
  rows: readonly (readonly Value[])[],
): Promise<Uint8Array<ArrayBuffer>> {
  const cells = rows.map((row): Row => row.map(cellOf));
  const columns = header.map((name) => ({ width: Math.max(12, name.length * 2 + 2) }));
  const head = header.map((value) => ({ value: defuse(value), type: String, fontWeight: "bold" as const }));
  const made = writeWorkbook([head, ...cells], { sheet, columns, stickyRowsCount: 1 });
  return new Uint8Array(await made.toBuffer());
}

function cellOf(value: Value) {
  if (typeof value === "number") return { value, type: Number, format: "#,##0" };
  if (value instanceof Date) return { value, type: Date, format: "yyyy/mm/dd" };
  return { value: defuse(value), type: String };
}
