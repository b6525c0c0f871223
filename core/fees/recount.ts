import type { listEntriesToRecount, listOrdersToRecount } from "#db/fee-recount.ts";
import { type FeeFigure, type FeeState, feeFigures } from "./rules.ts";

type RecountedOrder = Awaited<ReturnType<typeof listOrdersToRecount>>[number];
type Entry = Awaited<ReturnType<typeof listEntriesToRecount>>[number];

/** What is counted of each month; the names are the report's, the counting is not. */
export type Tally = Record<FeeFigure, number>;

/** Adds one order's life to the books, entry by entry, and says what cannot be right about it. */
export type Books = {
  add(order: RecountedOrder, entries: readonly Entry[]): void;
  /** By `2026-11 001 reissue lost`, a reason that is none being `-`, and in it by where the fees stood at its end. */
  readonly tallies: ReadonlyMap<string, ReadonlyMap<FeeState, Tally>>;
  readonly faults: readonly string[];
  readonly receipts: ReadonlySet<number>;
};

/** Books up to a last month (YYYY-MM), in which what is then open still stands. */
export function openBooks(lastMonth: string): Books {
  const tallies = new Map<string, Map<FeeState, Tally>>();
  const faults: string[] = [];
  const receipts = new Set<number>();
  const book = (key: string, state: FeeState, counted: Tally) => {
    const place = tallies.get(key) ?? new Map<FeeState, Tally>();
    tallies.set(key, place);
    place.set(state, sumOf([counted, ...(place.has(state) ? [place.get(state) ?? emptyTally()] : [])]));
  };
  return {
    tallies,
    faults,
    receipts,
    add(order, entries) {
      const { fee } = order;
      const wrong = (what: string) => faults.push(`order ${order.number}: ${what}`);
      if (!fee) return void wrong("no fee");
      const place = `${fee.branchCode} ${fee.kind} ${fee.reason ?? "-"}`;
      const life: Life = {
        owes: 0,
        holds: 0,
        out: 0,
        failed: false,
        waived: false,
        refunded: false,
        reversed: false,
      };
      let [month, tally, stirred] = ["", emptyTally(), false];
      const carry = (to: string) => {
        for (; month !== "" && month < to; month = nextMonth(month)) {
          if (!stirred && life.owes === life.holds) continue;
          const state = stateOf(life);
          countOpen(tally, life, { state, days: daysUpTo(fee.assessedAt, nextMonth(month)) });
          book(`${month} ${place}`, state, tally);
          [tally, stirred] = [emptyTally(), false];
        }
        month = to;
      };
      const inOrder = [...entries].sort((a, b) => a.number - b.number);
      for (const [index, entry] of inOrder.entries()) {
        if (entry.number !== index + 1) wrong(`entry ${index + 1} is missing or doubled`);
        if ((entry.kind === "assessed") !== (index === 0)) wrong("not assessed once and first");
        carry(monthInJapan(entry.enteredAt));
        stirred = true;
        countEntry(tally, life, entry);
        if (entry.kind === "assessed") {
          if (entry.amountYen !== fee.netYen + fee.taxYen) wrong("assessed at another sum than its fee");
          tally.net_yen += fee.netYen;
          tally.tax_yen += fee.taxYen;
        }
        if (life.owes < 0 || life.holds < 0) wrong("more was taken back than was there");
        if (entry.receiptNumber !== null) {
          if (receipts.has(entry.receiptNumber)) wrong(`receipt ${entry.receiptNumber} is given twice`);
          receipts.add(entry.receiptNumber);
        }
      }
      if (inOrder.length === 0) wrong("an empty ledger");
      if (order.state === "cancelled" && life.owes > 0) wrong("cancelled, and still charged");
      carry(nextMonth(lastMonth));
    },
  };
}

/** What a fee has come to: charged, paid, out with a debit, and what ever happened to it. */
type Life = Record<"owes" | "holds" | "out", number> &
  Record<"failed" | "waived" | "refunded" | "reversed", boolean>;

function countEntry(tally: Tally, life: Life, { kind, amountYen: yen, way }: Entry): void {
  switch (kind) {
    case "assessed":
      life.owes += yen;
      tally.assessed_count += 1;
      tally.gross_yen += yen;
      break;
    case "adjusted":
      life.owes += yen;
      tally.tax_yen += yen;
      tally.gross_yen += yen;
      break;
    case "billed":
      life.out += yen;
      tally.billed_yen += yen;
      break;
    case "collected":
      life.holds += yen;
      if (way === "debit") life.out -= yen;
      tally.collected_yen += yen;
      break;
    case "debit_failed":
      life.out -= yen;
      life.failed = true;
      tally.failed_yen += yen;
      break;
    case "waived":
      life.owes -= yen;
      life.waived = true;
      tally.waived_yen += yen;
      break;
    case "reversed":
      life.owes -= yen;
      life.reversed = true;
      tally.reversed_yen += yen;
      break;
    case "refunded":
      life.holds -= yen;
      life.refunded = true;
      tally.refunded_yen += yen;
      break;
  }
}

function countOpen(
  tally: Tally,
  { owes, holds }: Life,
  { state, days }: { state: FeeState; days: number },
): void {
  if (holds > owes) tally.credit_yen += holds - owes;
  if (owes <= holds) return;
  const due = owes - holds;
  tally.due_count += 1;
  tally.due_yen += due;
  if (state === "failed") tally.failed_due_yen += due;
  if (days <= 30) tally.due_30_yen += due;
  else if (days <= 60) tally.due_60_yen += due;
  else if (days <= 90) tally.due_90_yen += due;
  else tally.due_over_yen += due;
}

function stateOf({ owes, holds, out, failed, waived, refunded, reversed }: Life): FeeState {
  if (holds > owes) return "refund_due";
  if (out > 0) return "billed";
  if (owes > holds) return failed ? "failed" : "outstanding";
  if (owes > 0) return "collected";
  if (refunded) return "refunded";
  if (waived) return "waived";
  return reversed ? "reversed" : "free";
}

/** Figure by figure. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = emptyTally();
  for (const tally of tallies) for (const name of feeFigures) sum[name] += tally[name];
  return sum;
}

function emptyTally(): Tally {
  return Object.fromEntries(feeFigures.map((name) => [name, 0])) as Tally;
}

/** Days in Japan from that of an instant to the first of a month. */
function daysUpTo(at: Date, month: string): number {
  const day = Date.parse(new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10));
  return (Date.parse(`${month}-01`) - day) / 86_400_000;
}

/** Japan keeps UTC+9 all year: nine hours on, the month by UTC is the month there. */
export function monthInJapan(at: Date): string {
  return new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 7);
}

export function nextMonth(month: string): string {
  const [year = 0, of = 0] = month.split("-").map(Number);
  return of === 12 ? `${year + 1}-01` : `${year}-${String(of + 1).padStart(2, "0")}`;
}
