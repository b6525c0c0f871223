import type { Database } from "#db/client.ts";
import { readSettings } from "#db/settings.ts";
import { countUsed } from "#db/stock.ts";
import { japanDay } from "../clock.ts";
import { forecastStock, monthAhead } from "./forecast.ts";

/** Whole months before this one of which the use is told. */
const usedMonths = 12;

/**
 * Each model that there are tokens free to allocate of, or were in the last year, with its use by month, its reorder
 * point and its forecast. `months` are those of the use; the last of them is this one, not yet over.
 */
export async function forecastModels(db: Database, now: Date, freeOf: ReadonlyMap<string, number>) {
  const today = japanDay(now);
  const months = Array.from({ length: usedMonths + 1 }, (_, at) => monthAhead(today, at - usedMonths));
  const [used, { reorderMonths }] = await Promise.all([
    countUsed(db, monthAhead(today, -usedMonths)),
    readSettings(db),
  ]);
  const usedOf = new Map(used.map(({ model, month, count }) => [`${month} ${model}`, count]));
  const names = new Set([...freeOf.keys(), ...used.map(({ model }) => model)]);
  const models = [...names].sort().map((model) => {
    const free = freeOf.get(model) ?? 0;
    const byMonth = months.map((month) => usedOf.get(`${month} ${model}`) ?? 0);
    const facts = { free, used: byMonth.slice(0, -1), reorderMonths, today };
    return { model, free, used: byMonth, ...forecastStock(facts) };
  });
  return { today, months, reorderMonths, models };
}
