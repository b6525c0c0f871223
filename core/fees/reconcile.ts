import { z } from "zod";
import { findLastClosedMonth, listFrozenTotals } from "#db/fee-closings.ts";
import { listEntriesToRecount, listOrdersToRecount, spanOfEntries } from "#db/fee-recount.ts";
import { sumFees } from "#db/fee-report.ts";
import { addDays, addMonths } from "../clock.ts";
import { query } from "../command.ts";
import { frozenIn } from "./frozen.ts";
import { periodFrom } from "./period.ts";
import { type Books, monthInJapan, nextMonth, openBooks, sumOf, type Tally } from "./recount.ts";
import { feeFigures } from "./rules.ts";
import { verifyClosings } from "./verify-closings.ts";

const ordersAtOnce = 2_000;

type Difference = { where: string; figure: string; report: number; recount: number };

/**
 * Counts every fee again, from orders and entries, order by order, and holds it against the report of each month by
 * branch, kind and reason, and against what was frozen of each closed one, by state too. `differences` and `faults` are
 * empty where all agrees to the yen; of the closed months the first that is not as it was closed is a fault.
 */
export const reconcileFees = query({
  permit: "fee.read",
  input: z.object({}),
  async run({ db, scope }) {
    const { first, last } = await spanOfEntries(db);
    if (!first || !last) return { orders: 0, months: 0, closed: 0, differences: [], faults: [] };
    const lastClosed = await findLastClosedMonth(db);
    const lastMonth = [monthInJapan(last), lastClosed ?? ""].sort().at(-1) ?? "";
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
    const reported = new Map<string, Tally>();
    let months = 0;
    for (let month = monthInJapan(first); month <= lastMonth; month = nextMonth(month)) {
      months += 1;
      const period = periodFrom(`${month}-01`, addDays(addMonths(`${month}-01`, 1), -1));
      for (const row of await sumFees(db, { ...period, frozen: frozenIn(period, lastClosed), scope })) {
        reported.set(`${month} ${row.branch_code} ${row.kind} ${row.reason ?? "-"}`, row);
      }
    }
    const closings = await verifyClosings(db, (month) => frozenDiffers(db, month, books));
    return {
      orders,
      months,
      closed: closings.months,
      differences: differing(reported, books),
      faults: [...books.faults, ...gapsIn(books.receipts), ...closings.faults],
    };
  },
});

function differing(reported: ReadonlyMap<string, Tally>, { tallies }: Books): Difference[] {
  const places = new Set([...reported.keys(), ...tallies.keys()]);
  return [...places].sort().flatMap((where) => {
    const report = reported.get(where);
    const recount = sumOf([...(tallies.get(where)?.values() ?? [])]);
    return feeFigures
      .map((figure) => ({ where, figure, report: report?.[figure] ?? 0, recount: recount[figure] }))
      .filter((one) => one.report !== one.recount);
  });
}

/** Whether a closed month's frozen totals are others than those that the books come to. */
async function frozenDiffers(db: Parameters<typeof listFrozenTotals>[0], month: string, { tallies }: Books) {
  const frozen = new Map<string, Tally>();
  for (const row of await listFrozenTotals(db, month)) {
    frozen.set(`${month} ${row.branchCode} ${row.kind} ${row.reason ?? "-"} ${row.state}`, row);
  }
  const counted = new Map<string, Tally>();
  for (const [where, byState] of tallies) {
    if (!where.startsWith(month)) continue;
    for (const [state, tally] of byState) counted.set(`${where} ${state}`, tally);
  }
  return [...new Set([...frozen.keys(), ...counted.keys()])].some((where) =>
    feeFigures.some((name) => frozen.get(where)?.[name] !== counted.get(where)?.[name]),
  );
}

function gapsIn(receipts: ReadonlySet<number>): string[] {
  if (receipts.size === 0) return [];
  const last = [...receipts].reduce((most, one) => Math.max(most, one));
  const first = last - receipts.size + 1;
  return [...receipts].every((one) => one >= first) ? [] : ["receipts: a number is missing"];
}
