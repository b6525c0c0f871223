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

/** The states in which a fee of the file is in no other, and changes by this one alone. */
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
export const newCodeDigits = { first: "1", changed: "2", other: "0" } as const;

/** Records that a file may hold: its trailer counts to 999,999, and a person has to look at it. */
export const mostRecords = 20_000;

/** Why a fee that is due cannot be in the file. */
export const debitObstacles = ["tries", "account", "holder", "holderLong", "amount"] as const;
export type DebitObstacle = (typeof debitObstacles)[number];
