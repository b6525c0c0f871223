/** What may be written into a fee's ledger, which only grows. */
export const feeEntryKinds = [
  "assessed",
  "adjusted",
  "billed",
  "collected",
  "debit_failed",
  "waived",
  "refunded",
  "reversed",
] as const;
export type FeeEntryKind = (typeof feeEntryKinds)[number];

/** How money comes in: over the counter, with a receipt, or from the account. */
export const collectionWays = ["cash", "debit"] as const;
export type CollectionWay = (typeof collectionWays)[number];

/** What is asked for by one and decided by another. */
export const feeRequestKinds = ["waive", "refund"] as const;
export type FeeRequestKind = (typeof feeRequestKinds)[number];

/** What their list is sorted by. */
export const feeRequestSorts = ["proposedAt"] as const;
export type FeeRequestSort = (typeof feeRequestSorts)[number];

export const taxRoundings = ["floor", "round", "ceil"] as const;
export type TaxRounding = (typeof taxRoundings)[number];

/** On which day's rate a fee is taxed: that of its token's first dispatch, or that of the approval. */
export const taxPoints = ["dispatch", "assessment"] as const;

/** Net, tax and gross in whole yen. */
export type Sum = { netYen: number; taxYen: number; grossYen: number };

/**
 * Consumption tax on one net sum, rounded once to whole yen.
 * The rounding is the bank's to choose (National Tax Agency, Q&A on qualified invoices); floor is usual.
 */
export function withTax(netYen: number, taxPercent: number, rounding: TaxRounding = "floor"): Sum {
  const taxYen = Math[rounding]((netYen * taxPercent) / 100);
  return { netYen, taxYen, grossYen: netYen + taxYen };
}

/** Where a fee stands, told from its ledger alone. */
export const feeStates = [
  "outstanding",
  "billed",
  "failed",
  "collected",
  "waived",
  "refund_due",
  "refunded",
  "reversed",
  "free",
] as const;
export type FeeState = (typeof feeStates)[number];

/** States in which somebody must still collect or give back. */
export const openFeeStates = [
  "outstanding",
  "billed",
  "failed",
  "refund_due",
] as const satisfies readonly FeeState[];

export type LedgerEntry = {
  kind: FeeEntryKind;
  amountYen: number;
  way?: CollectionWay | null;
  taxPercent?: number | null;
};

/** A ledger's sums by kind in whole yen, and how many debits of it have failed. */
export type LedgerSums = Readonly<Record<FeeEntryKind | "collectedByDebit" | "failures", number>>;

/** What a ledger comes to, in whole yen, none of it ever negative. */
export type FeeStanding = {
  /** What the customer is charged: assessed and adjusted, less what was waived or reversed. */
  claimYen: number;
  /** What came in and was not given back. */
  paidYen: number;
  /** What the customer still owes. */
  dueYen: number;
  /** What the bank is to give back. */
  creditYen: number;
  /** What a debit that is out has asked the account for. */
  underDebitYen: number;
  state: FeeState;
};

export function sumsOf(entries: readonly LedgerEntry[]): LedgerSums {
  const sums = { ...noSums };
  for (const { kind, amountYen, way } of entries) {
    sums[kind] += amountYen;
    if (way === "debit") sums.collectedByDebit += amountYen;
    if (kind === "debit_failed") sums.failures += 1;
  }
  return sums;
}

const noSums: Record<keyof LedgerSums, number> = {
  assessed: 0,
  adjusted: 0,
  billed: 0,
  collected: 0,
  debit_failed: 0,
  waived: 0,
  refunded: 0,
  reversed: 0,
  collectedByDebit: 0,
  failures: 0,
};

/** Where a fee stands by its ledger's sums. The database's twin of it is `standing` in db/fee-standing.ts. */
export function standingOf(sums: LedgerSums): FeeStanding {
  const claimYen = sums.assessed + sums.adjusted - sums.waived - sums.reversed;
  const paidYen = sums.collected - sums.refunded;
  const standing = {
    claimYen,
    paidYen,
    dueYen: Math.max(0, claimYen - paidYen),
    creditYen: Math.max(0, paidYen - claimYen),
    underDebitYen: sums.billed - sums.debit_failed - sums.collectedByDebit,
  };
  return { ...standing, state: stateOf(standing, sums) };
}

function stateOf(standing: Omit<FeeStanding, "state">, sums: LedgerSums): FeeState {
  if (standing.creditYen > 0) return "refund_due";
  if (standing.underDebitYen > 0) return "billed";
  if (standing.dueYen > 0) return sums.failures > 0 ? "failed" : "outstanding";
  if (standing.claimYen > 0) return "collected";
  if (sums.refunded > 0) return "refunded";
  if (sums.waived > 0) return "waived";
  return sums.reversed > 0 ? "reversed" : "free";
}

/** When a fee's tax became final, by its tax point; null while its token is yet to be posted. */
export function taxedAtOf(
  fee: { taxPoint: (typeof taxPoints)[number]; assessedAt: Date },
  shippedAt: Date | null,
): Date | null {
  return fee.taxPoint === "assessment" ? fee.assessedAt : shippedAt;
}

/** What a fee comes to with its tax as the tax point left it, and the rate of that, for an invoice. */
export function chargedSum(
  fee: Sum & { taxPercent: number },
  entries: readonly LedgerEntry[],
): Sum & { taxPercent: number } {
  const adjusted = entries.find(({ kind }) => kind === "adjusted");
  const byYen = adjusted?.amountYen ?? 0;
  return {
    netYen: fee.netYen,
    taxPercent: adjusted?.taxPercent ?? fee.taxPercent,
    taxYen: fee.taxYen + byYen,
    grossYen: fee.grossYen + byYen,
  };
}

/** How much may be asked for: all that is due, or what is owed or else was paid; 0 for nothing, or while a debit is out. */
export function askableYen(kind: FeeRequestKind, standing: FeeStanding): number {
  if (standing.underDebitYen > 0) return 0;
  if (kind === "waive") return standing.dueYen;
  if (standing.dueYen > 0) return 0;
  return standing.creditYen || standing.paidYen;
}

/** What an approved request enters. Of a refund the charge goes as well, where it still stands. */
export function entriesOf(
  request: { kind: FeeRequestKind; amountYen: number },
  { creditYen }: Pick<FeeStanding, "creditYen">,
): { kind: FeeEntryKind; amountYen: number }[] {
  const { kind, amountYen } = request;
  if (kind === "waive") return [{ kind: "waived", amountYen }];
  const refunded = { kind: "refunded", amountYen } as const;
  return creditYen > 0 ? [refunded] : [{ kind: "reversed", amountYen }, refunded];
}

/** What a customer may be given of a fee to keep. */
export const feePapers = ["invoice", "returnInvoice", "receipt"] as const;
export type FeePaper = (typeof feePapers)[number];

/** Why there is no such paper: the tax is not final; nothing is charged, was given back, or was paid in cash. */
export type PaperLack = "notFinal" | "notCharged" | "notReturned" | "notPaid";

/** What a report tells of a time: what was entered in it, in counts and whole yen. */
export const enteredFigures = [
  "assessed_count",
  "net_yen",
  "tax_yen",
  "gross_yen",
  "billed_yen",
  "collected_yen",
  "waived_yen",
  "reversed_yen",
  "refunded_yen",
  "failed_yen",
] as const;

/** And what was open at its end; what is unpaid by how many days it has been so, from the approval on. */
export const openFigures = [
  "due_count",
  "due_yen",
  "due_30_yen",
  "due_60_yen",
  "due_90_yen",
  "due_over_yen",
  "failed_due_yen",
  "credit_yen",
] as const;

export const feeFigures = [...enteredFigures, ...openFigures] as const;
export type FeeFigure = (typeof feeFigures)[number];

/** The figures of a report that lead to the fees behind them. */
export const feeShares = [
  "assessed",
  "collected",
  "waived",
  "reversed",
  "refunded",
  "failed",
  "due",
  "credit",
] as const;
export type FeeShare = (typeof feeShares)[number];

/** What a list of them is sorted by: when the share was entered, or what is open was assessed. */
export const feeSorts = ["at"] as const;

/** What the closed months are sorted by. */
export const closingSorts = ["month"] as const;
