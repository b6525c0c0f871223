import { z } from "zod";
import { countByBatch, countExpiring } from "#db/stock.ts";
import { addDays, japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { monthAhead } from "./forecast.ts";
import { forecastModels } from "./models.ts";
import type { TokenState } from "./rules.ts";

/** Months after this one whose ending batteries are told. */
const expiryMonths = 6;

/** How many tokens there are in each state; a state with none is absent. */
export type StateCounts = Readonly<Partial<Record<TokenState, number>>>;

/**
 * The stock of every branch: by model with its use and forecast, by batch in each state, and the batteries that have
 * ended or will by the end of the sixth month after this one.
 */
export const readStock = query({
  permit: "token.read",
  input: z.object({}),
  async run({ db, now }) {
    const today = japanDay(now);
    const [counted, expiring] = await Promise.all([
      countByBatch(db, today),
      countExpiring(db, { today, until: `${monthAhead(today, expiryMonths + 1)}-01` }),
    ]);
    const models = summed(counted, ({ model }) => model);
    const freeOf = new Map(models.map(({ first, free }) => [first.model, free]));
    return {
      ...(await forecastModels(db, now, freeOf)),
      batches: summed(counted, ({ model, batch }) => JSON.stringify([model, batch])).map(
        ({ first: { model, batch }, counts, free }) => ({ model, batch, counts, free }),
      ),
      expiring: summed(expiring, ({ model, month }) => `${month} ${model}`).map(
        ({ first: { model, month }, counts }) => ({ model, month, ...daysOf(month, today), counts }),
      ),
    };
  },
});

/** Rows that have a key in common as one, in the order in which the keys first come. */
function summed<Row extends { state: TokenState; count: number; free?: number }>(
  rows: readonly Row[],
  key: (row: Row) => string,
) {
  return [...Map.groupBy(rows, key).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const counts: Partial<Record<TokenState, number>> = {};
    for (const { state, count } of group) counts[state] = (counts[state] ?? 0) + count;
    const free = group.reduce((sum, row) => sum + (row.free ?? 0), 0);
    return [{ first, counts: counts as StateCounts, free }];
  });
}

/** The days on which batteries end that are told under a month, as a list's filter has them; null for what has ended. */
function daysOf(month: string | null, today: string): { expiresFrom?: string; expiresBefore: string } {
  const tomorrow = addDays(today, 1);
  if (month === null) return { expiresBefore: tomorrow };
  const first = `${month}-01`;
  return { expiresFrom: first > tomorrow ? first : tomorrow, expiresBefore: `${monthAhead(first, 1)}-01` };
}
