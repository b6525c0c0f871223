import type { FeeShare } from "#core/fees/rules.ts";

/** The figures of a report in their order, and the fees that each leads to. */
export const figures = [
  { name: "assessed_count", unit: "count", share: "assessed" },
  { name: "net_yen", unit: "yen", share: "assessed" },
  { name: "tax_yen", unit: "yen", share: "assessed" },
  { name: "gross_yen", unit: "yen", share: "assessed" },
  { name: "collected_yen", unit: "yen", share: "collected" },
  { name: "waived_yen", unit: "yen", share: "waived" },
  { name: "reversed_yen", unit: "yen", share: "reversed" },
  { name: "refunded_yen", unit: "yen", share: "refunded" },
  { name: "failed_yen", unit: "yen", share: "failed" },
  { name: "due_yen", unit: "yen", share: "due" },
  { name: "credit_yen", unit: "yen", share: "credit" },
] as const satisfies readonly { name: string; unit: "count" | "yen"; share: FeeShare }[];

/** How long what is unpaid has been so, in days from the approval. */
export const ages = ["due_30_yen", "due_60_yen", "due_90_yen", "due_over_yen"] as const;
