/** What may be written into a fee's ledger, which only grows. */
export const feeEntryKinds = [
  "assessed",
  "billed",
  "collected",
  "debit_failed",
  "waived",
  "refunded",
  "reversed",
] as const;
export type FeeEntryKind = (typeof feeEntryKinds)[number];

export const taxRoundings = ["floor", "round", "ceil"] as const;
export type TaxRounding = (typeof taxRoundings)[number];

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
  "collected",
  "failed",
  "waived",
  "refunded",
  "reversed",
] as const;
export type FeeState = (typeof feeStates)[number];

const stateAfter: Record<FeeEntryKind, FeeState> = {
  assessed: "outstanding",
  billed: "billed",
  collected: "collected",
  debit_failed: "failed",
  waived: "waived",
  refunded: "refunded",
  reversed: "reversed",
};

/** The state that the newest entry of a ledger leaves a fee in. */
export function feeStateAfter(newest: FeeEntryKind): FeeState {
  return stateAfter[newest];
}
