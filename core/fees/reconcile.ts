import { z } from "zod";
import { listEntriesToRecount, listOrdersToRecount, spanOfEntries } from "#db/fee-recount.ts";
import { sumFees } from "#db/fee-report.ts";
import { addDays, addMonths } from "../clock.ts";
import { query } from "../command.ts";
import { periodFrom } from "./period.ts";
import { monthInJapan, nextMonth, openBooks, type Tally, tallied } from "./recount.ts";

const ordersAtOnce = 2_000;

type Difference = { where: string; figure: string; report: number; recount: number };

/**
 * Counts every fee again, from orders and entries, order by order, and holds it against the report of each month by
 * branch, kind and reason: `differences` and `faults` are empty where all agrees to the yen.
 */
export const reconcileFees = query({
  permit: "fee.read",
  input: z.object({}),
  async run({ db, scope }) {
    const span = await spanOfEntries(db);
    if (!span.first || !span.last) return { orders: 0, months: 0, differences: [], faults: [] };
    const lastMonth = monthInJapan(span.last);
    const books = openBooks(lastMonth);
    let orders = 0;
    for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
      const found = await listOrdersToRecount(db, { after, limit: ordersAtOnce });
      const ids = found.flatMap(({ fee }) => (fee ? [fee.id] : []));
      const entries = Map.groupBy(await listEntriesToRecount(db, ids), ({ feeId }) => feeId);
      for (const order of found) books.add(order, (order.fee && entries.get(order.fee.id)) ?? []);
      orders += found.length;
      after = found.at(-1)?.id ?? after;
      if (found.length < ordersAtOnce) break;
    }
    const differences: Difference[] = [];
    const seen = new Set<string>();
    let months = 0;
    for (let month = monthInJapan(span.first); month <= lastMonth; month = nextMonth(month)) {
      months += 1;
      const period = periodFrom(`${month}-01`, addDays(addMonths(`${month}-01`, 1), -1));
      for (const row of await sumFees(db, { ...period, scope })) {
        const where = `${month} ${row.branch_code} ${row.kind} ${row.reason ?? "-"}`;
        seen.add(where);
        differences.push(...differing(where, row, books.tallies.get(where)));
      }
    }
    for (const [where, tally] of books.tallies) {
      if (!seen.has(where)) differences.push(...differing(where, undefined, tally));
    }
    return { orders, months, differences, faults: [...books.faults, ...gapsIn(books.receipts)] };
  },
});

function differing(where: string, report: Tally | undefined, recount: Tally | undefined): Difference[] {
  return tallied
    .filter((name) => (report?.[name] ?? 0) !== (recount?.[name] ?? 0))
    .map((figure) => ({ where, figure, report: report?.[figure] ?? 0, recount: recount?.[figure] ?? 0 }));
}

function gapsIn(receipts: ReadonlySet<number>): string[] {
  if (receipts.size === 0) return [];
  const last = [...receipts].reduce((most, one) => Math.max(most, one));
  const first = last - receipts.size + 1;
  return [...receipts].every((one) => one >= first) ? [] : ["receipts: a number is missing"];
}
