/** The lists that can be taken out as a file, by the words of the audit. */
export const exportedLists = [
  "forms",
  "orders",
  "tokens",
  "contracts",
  "fees",
  "feeRequests",
  "feeClosings",
  "debits",
  "failedFees",
  "audit",
  "lookUps",
  "loginEvents",
  "dispatches",
  "tokenImports",
  "tokenRequests",
  "notices",
  "delegations",
  "clients",
  "staff",
  "staffChanges",
] as const;
export type ExportedList = (typeof exportedLists)[number];
