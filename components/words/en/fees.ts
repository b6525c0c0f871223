import type { fees as ja } from "#components/words/ja/fees.ts";
import type { Shape } from "#components/words/shape.ts";

export const fees = {
  title: "Fees",
  lead: "Fees assessed and collected, by month, branch, kind and reason.",
  state: {
    outstanding: "Outstanding",
    billed: "Billed",
    collected: "Collected",
    failed: "Debit failed",
    waived: "Waived",
    refund_due: "Refund due",
    refunded: "Refunded",
    reversed: "Reversed",
    free: "Free",
  },
  entry: {
    assessed: "Assessed",
    adjusted: "Tax adjusted",
    billed: "Billed",
    collected: "Collected",
    debit_failed: "Debit failed",
    waived: "Waived",
    refunded: "Refunded",
    reversed: "Reversed",
  },
  request: { waive: "Waiver", refund: "Refund" },
  field: {
    month: "Month",
    branch: "Branch",
    branchCode: "Branch code",
    kind: "Kind of form",
    reason: "Reason",
    state: "State",
    count: "Count",
    netYen: "Net",
    taxYen: "Tax",
    grossYen: "Gross",
  },
  total: "Total",
  byMonth: "Fees by month, tax included",
  ofMonth: "Fees of {month}",
} as const satisfies Shape<typeof ja>;
