import { japanDay } from "../clock.ts";
import {
  chargedSum,
  type FeePaper,
  type LedgerEntry,
  type PaperLack,
  type Sum,
  standingOf,
  sumsOf,
  type TaxRounding,
} from "./rules.ts";

/** A sum with its tax by one rate, the day of the supply that it is for, and its own day. */
type Taxed = { sum: Sum; taxPercent: number; suppliedOn: string; on: string };
/** A fee's papers, each with what its sheets say, or why there is none. */
export type Papers = {
  invoice: Taxed | PaperLack;
  returnInvoice: Taxed | PaperLack;
  /** One sheet for each payment over the counter. */
  receipt: { number: number; amountYen: number; on: string }[] | PaperLack;
};

/** How long the sheet that was just issued stays on the screen to be printed. */
const printMinutes = 10;

type Issue = { paper: FeePaper; receiptNumber: number | null; issuedBy: string; issuedAt: Date; by: string };

/** The issues of one sheet, the oldest first. */
export function issuesOf<One extends Issue>(
  issues: readonly One[],
  { paper, receiptNumber }: { paper: FeePaper; receiptNumber: number | null },
): One[] {
  return issues.filter((one) => one.paper === paper && one.receiptNumber === receiptNumber);
}

/**
 * What a sheet is on the screen of a person now: the first issue, or one more, where they have just issued it; else a
 * specimen, that prints as one.
 */
export function markOf(
  issues: readonly Issue[],
  { by, now }: { by: string; now: Date },
): { is: "first" | "specimen" } | { is: "again"; firstAt: Date; firstBy: string } {
  const [first, last] = [issues[0], issues.at(-1)];
  const until = last && last.issuedAt.getTime() + printMinutes * 60_000;
  if (!first || last?.issuedBy !== by || !until || until < now.getTime()) return { is: "specimen" };
  return first === last ? { is: "first" } : { is: "again", firstAt: first.issuedAt, firstBy: first.by };
}

type Entry = LedgerEntry & { receiptNumber: number | null; enteredAt: Date };
type Given = {
  fee: Parameters<typeof chargedSum>[0];
  entries: readonly Entry[];
  /** When the tax became final; null while that is to come. */
  taxedAt: Date | null;
  rounding: TaxRounding;
  now: Date;
};

/**
 * What a fee's ledger lets be printed. The invoice goes on saying what was charged after it is given back: the return
 * invoice answers it. What was given back before the supply was never part of one.
 */
export function papersOf({ fee, entries, taxedAt, rounding, now }: Given): Papers {
  const sums = sumsOf(entries);
  const { claimYen } = standingOf(sums);
  const reversed = entries.filter(
    ({ kind, enteredAt }) => kind === "reversed" && taxedAt && enteredAt >= taxedAt,
  );
  const returnedYen = sums.collected > 0 ? sumsOf(reversed).reversed : 0;
  const { taxPercent, ...charged } = chargedSum(fee, entries);
  const taxed = (grossYen: number, suppliedAt: Date, at: Date): Taxed => ({
    sum: partOf(charged, { grossYen, taxPercent, rounding }),
    taxPercent,
    suppliedOn: japanDay(suppliedAt),
    on: japanDay(at),
  });
  const refund = entries.findLast(({ kind }) => kind === "refunded");
  const receipts = entries.flatMap(({ receiptNumber, amountYen, enteredAt }) =>
    receiptNumber === null ? [] : [{ number: receiptNumber, amountYen, on: japanDay(enteredAt) }],
  );
  const invoicedYen = claimYen + returnedYen;
  return {
    invoice: invoicedYen === 0 ? "notCharged" : taxedAt ? taxed(invoicedYen, taxedAt, now) : "notFinal",
    returnInvoice:
      taxedAt && refund && returnedYen > 0 ? taxed(returnedYen, taxedAt, refund.enteredAt) : "notReturned",
    receipt: receipts.length > 0 ? receipts : "notPaid",
  };
}

/** A charge, or the part of it that was not waived, whose tax is then within its gross. */
function partOf(
  charged: Sum,
  { grossYen, taxPercent, rounding }: { grossYen: number; taxPercent: number; rounding: TaxRounding },
): Sum {
  if (grossYen === charged.grossYen) return charged;
  const taxYen = Math[rounding]((grossYen * taxPercent) / (100 + taxPercent));
  return { netYen: grossYen - taxYen, taxYen, grossYen };
}
