import type { listEntriesToRecount, listOrdersToRecount } from "#db/fee-recount.ts";

type RecountedOrder = Awaited<ReturnType<typeof listOrdersToRecount>>[number];
type Entry = Awaited<ReturnType<typeof listEntriesToRecount>>[number];

/** What is counted of each month, branch, kind and reason; the names are the report's, the counting is not. */
export const tallied = [
  "assessed_count",
  "net_yen",
  "tax_yen",
  "gross_yen",
  "collected_yen",
  "waived_yen",
  "reversed_yen",
  "refunded_yen",
  "failed_yen",
  "due_count",
  "due_yen",
  "credit_yen",
] as const;
export type Tally = Record<(typeof tallied)[number], number>;

/** Adds one order's life to the books, entry by entry, and says what cannot be right about it. */
export type Books = {
  add(order: RecountedOrder, entries: readonly Entry[]): void;
  /** By `2026-11 001 reissue lost`; a reason that is none is `-`. */
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly faults: readonly string[];
  readonly receipts: ReadonlySet<number>;
};

/** Books up to a last month (YYYY-MM), in which what is then open still stands. */
export function openBooks(lastMonth: string): Books {
  const tallies = new Map<string, Tally>();
  const faults: string[] = [];
  const receipts = new Set<number>();
  return {
    tallies,
    faults,
    receipts,
    add(order, entries) {
      const { fee } = order;
      const wrong = (what: string) => faults.push(`order ${order.number}: ${what}`);
      if (!fee) return void wrong("no fee");
      const place = `${fee.branchCode} ${fee.kind} ${fee.reason ?? "-"}`;
      const at = (month: string) => {
        const key = `${month} ${place}`;
        const tally = tallies.get(key) ?? emptyTally();
        tallies.set(key, tally);
        return tally;
      };
      let owes = 0;
      let holds = 0;
      let month = "";
      const carry = (to: string) => {
        for (; month !== "" && month < to; month = nextMonth(month)) {
          if (owes === holds) continue;
          const tally = at(month);
          if (owes > holds) {
            tally.due_count += 1;
            tally.due_yen += owes - holds;
          } else tally.credit_yen += holds - owes;
        }
        month = to;
      };
      const inOrder = [...entries].sort((a, b) => a.number - b.number);
      for (const [index, entry] of inOrder.entries()) {
        if (entry.number !== index + 1) wrong(`entry ${index + 1} is missing or doubled`);
        if ((entry.kind === "assessed") !== (index === 0)) wrong("not assessed once and first");
        carry(monthInJapan(entry.enteredAt));
        const tally = at(month);
        const yen = entry.amountYen;
        switch (entry.kind) {
          case "assessed":
            if (yen !== fee.netYen + fee.taxYen) wrong("assessed at another sum than its fee");
            owes += yen;
            tally.assessed_count += 1;
            tally.net_yen += fee.netYen;
            tally.tax_yen += fee.taxYen;
            tally.gross_yen += yen;
            break;
          case "adjusted":
            owes += yen;
            tally.tax_yen += yen;
            tally.gross_yen += yen;
            break;
          case "collected":
            holds += yen;
            tally.collected_yen += yen;
            break;
          case "refunded":
            holds -= yen;
            tally.refunded_yen += yen;
            break;
          case "waived":
            owes -= yen;
            tally.waived_yen += yen;
            break;
          case "reversed":
            owes -= yen;
            tally.reversed_yen += yen;
            break;
          case "debit_failed":
            tally.failed_yen += yen;
            break;
          case "billed":
            break;
        }
        if (owes < 0 || holds < 0) wrong("more was taken back than was there");
        if (entry.receiptNumber !== null) {
          if (receipts.has(entry.receiptNumber)) wrong(`receipt ${entry.receiptNumber} is given twice`);
          receipts.add(entry.receiptNumber);
        }
      }
      if (inOrder.length === 0) wrong("an empty ledger");
      if (order.state === "cancelled" && owes > 0) wrong("cancelled, and still charged");
      carry(nextMonth(lastMonth));
    },
  };
}

function emptyTally(): Tally {
  return Object.fromEntries(tallied.map((name) => [name, 0])) as Tally;
}

/** Japan keeps UTC+9 all year: nine hours on, the month by UTC is the month there. */
export function monthInJapan(at: Date): string {
  return new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 7);
}

export function nextMonth(month: string): string {
  const [year = 0, of = 0] = month.split("-").map(Number);
  return of === 12 ? `${year + 1}-01` : `${year}-${String(of + 1).padStart(2, "0")}`;
}
