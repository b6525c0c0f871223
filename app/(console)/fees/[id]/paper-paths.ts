import type { FeePaper } from "#core/fees/rules.ts";

/** Where each paper of a fee is, below the fee's page. */
export const paperPaths: Readonly<Record<FeePaper, string>> = {
  invoice: "invoice",
  returnInvoice: "return-invoice",
  receipt: "receipt",
};
