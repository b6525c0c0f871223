import { readDay } from "../day.ts";
import { readRecords } from "../token-files/csv-records.ts";
import type { Carrier, CarrierEvent } from "./carrier.ts";

/** The columns by the names that their headers have in the post's lists; without a header, in this order. */
const columns = {
  trackingNumber: /問い?合わ?せ番号|追跡番号|tracking/i,
  happenedAt: /発生日|日時|年月日|date|time/i,
  word: /履歴|状況|状態$|event|status/i,
  office: /取扱局|局名|office/i,
} as const;
type Column = keyof typeof columns;
const names = Object.keys(columns) as Column[];

/** Japan Post's tracking results as a CSV, whose text is given in pieces: read as it comes, some rows at a time. */
export const japanPostFile: Carrier<AsyncIterable<string>> = {
  name: "japan-post-file",
  async *events(texts) {
    let row = 0;
    let places: Record<Column, number> | undefined;
    for await (const records of readRecords(texts, ",")) {
      const events: CarrierEvent[] = [];
      for (const cells of records) {
        row++;
        if (cells.every((cell) => cell === "")) continue;
        const header: Record<Column, number> | undefined = places ? undefined : placesIn(cells);
        places ??= header ?? inOrder;
        if (header) continue;
        const cell = (name: Column) => cells[places?.[name] ?? -1] ?? "";
        events.push({
          row,
          trackingNumber: cell("trackingNumber"),
          word: cell("word"),
          happenedAt: timeOf(cell("happenedAt")),
          office: cell("office"),
        });
      }
      yield events;
    }
  },
};

const inOrder: Record<Column, number> = { trackingNumber: 0, happenedAt: 1, word: 2, office: 3 };

/** Where the columns stand, if this record names them. */
function placesIn(cells: readonly string[]): Record<Column, number> | undefined {
  const found = names.map((name) => [name, cells.findIndex((cell) => columns[name].test(cell))] as const);
  const places = Object.fromEntries(found) as Record<Column, number>;
  return places.trackingNumber >= 0 && places.word >= 0 && places.happenedAt >= 0 ? places : undefined;
}

/** 2026/11/25 9:05, 2026年11月25日 09時05分 → 2026-11-25T09:05. */
function timeOf(text: string): string {
  const half = text.normalize("NFKC").trim();
  const [, day = "", hour = "", minute = ""] = /^(.+?)[\sT]\s*(\d{1,2})[:時](\d{2})/.exec(half) ?? [];
  const read = readDay(day);
  return read ? `${read}T${hour.padStart(2, "0")}:${minute}` : half;
}
