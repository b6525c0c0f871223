import type { TransitionTable } from "#core/transitions.ts";

/**
 * A direct debit file: built once and asked for (`proposed`), approved by another, handed over (`sent`), and its result
 * read back (`settled`). What is not approved, or not handed over after all, bills nobody.
 */
export const debitStates = [
  "proposed",
  "approved",
  "turned_down",
  "withdrawn",
  "cancelled",
  "sent",
  "settled",
] as const;
export type DebitState = (typeof debitStates)[number];
export type DebitEvent = "approve" | "turn_down" | "withdraw" | "cancel" | "send" | "settle";

export const debitTransitions: TransitionTable<DebitState, DebitEvent> = {
  proposed: { approve: "approved", turn_down: "turned_down", withdraw: "withdrawn" },
  approved: { send: "sent", cancel: "cancelled" },
  sent: { settle: "settled" },
};

/** The states in which the file's fees are in no other file, and nobody waives them or takes cash for them. */
export const openDebitStates = ["proposed", "approved", "sent"] as const satisfies readonly DebitState[];

/** The states in which the file may leave the house. */
export const releasedDebitStates = ["approved", "sent", "settled"] as const satisfies readonly DebitState[];

/** Kinds of account with their digit in the file (zengin.md). */
export const accountTypes = ["ordinary", "current", "tax", "other"] as const;
export type AccountType = (typeof accountTypes)[number];
export const accountDigits: Readonly<Record<AccountType, string>> = {
  ordinary: "1",
  current: "2",
  tax: "3",
  other: "9",
};

/** What the bank says of a record, with its digit in the file. */
export const debitResults = [
  "debited",
  "insufficient",
  "no_account",
  "holder",
  "no_request",
  "consignor",
  "other",
] as const;
export type DebitResult = (typeof debitResults)[number];
export const resultDigits: Readonly<Record<DebitResult, string>> = {
  debited: "0",
  insufficient: "1",
  no_account: "2",
  holder: "3",
  no_request: "4",
  consignor: "8",
  other: "9",
};

/** Whether an account is debited for the first time, has changed since, or neither. */
export const newCodes = ["first", "changed", "other"] as const;
export type NewCode = (typeof newCodes)[number];
export const newCodeDigits: Readonly<Record<NewCode, string>> = { first: "1", changed: "2", other: "0" };

/** Records that a file may hold: what is left waits for the next one. */
export const mostRecords = 20_000;

/** The most that a result file may hold, in bytes: a full one, and room for a header, a trailer and an end. */
export const mostResultBytes = (mostRecords + 3) * 122;

/** The longest name of an account's holder that a record has room for. */
export const holderLength = 30;

/** Why a fee that is due cannot be in the file: what a person has to see to first. */
export const debitObstacles = ["tries", "account", "holder", "holderLong"] as const;
export type DebitObstacle = (typeof debitObstacles)[number];

/** What the list of files is sorted by, and that of the fees whose debits failed for good. */
export const debitSorts = ["number", "debitOn", "amountYen"] as const;
export type DebitSort = (typeof debitSorts)[number];
export const failedFeeSorts = ["failedAt", "order", "yen"] as const;
export type FailedFeeSort = (typeof failedFeeSorts)[number];
