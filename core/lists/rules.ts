/** The lists that can be taken out as a file, by the words of the audit. */
export const exportedLists = [
  "forms",
  "orders",
  "tokens",
  "contracts",
  "fees",
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
