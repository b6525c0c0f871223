import type { TransitionTable } from "#core/transitions.ts";

/**
 * A token file on its way into the stock: it comes in pieces (`uploading`), waits (`uploaded`), is read to its end
 * without importing anything (`checking`), waits for a person's word (`checked`), and then all its tokens are
 * imported (`importing`, `imported`) or none: `refused` for what the file says, `failed` for what is not its fault.
 * Where nobody wants to see it checked, and all in it is new, it is imported as it comes.
 */
export const importStates = [
  "uploading",
  "uploaded",
  "checking",
  "checked",
  "importing",
  "imported",
  "refused",
  "failed",
  "cancelled",
] as const;
export type ImportState = (typeof importStates)[number];

/** By what their list is sorted, first the usual way, the newest first. */
export const importSorts = ["uploadedAt", "fileName", "batch"] as const;
export type ImportSort = (typeof importSorts)[number];

export type ImportEvent = "receive" | "check" | "pass" | "start" | "finish" | "refuse" | "fail" | "cancel";

export const importTransitions: TransitionTable<ImportState, ImportEvent> = {
  uploading: { receive: "uploaded", finish: "imported", fail: "failed", cancel: "cancelled" },
  uploaded: { check: "checking", fail: "failed", cancel: "cancelled" },
  checking: { pass: "checked", refuse: "refused", fail: "failed", cancel: "cancelled" },
  checked: { start: "importing", cancel: "cancelled" },
  importing: { finish: "imported", refuse: "refused", fail: "failed" },
};

/** The states in which a job works on the import; entering one queues it. */
export const queuedImportStates = ["uploaded", "importing"] as const satisfies readonly ImportState[];

/** The states in which the file itself, and what opens it, are still needed. */
export const unreadImportStates = [
  "uploading",
  "uploaded",
  "checking",
] as const satisfies readonly ImportState[];

/** The states that end an import. */
export const endedImportStates = [
  "imported",
  "refused",
  "failed",
  "cancelled",
] as const satisfies readonly ImportState[];

/** What becomes of a row: a token the stock lacks, one it has with the same values, or one that cannot be. */
export const rowFates = ["new", "known", "problem"] as const;
export type RowFate = (typeof rowFates)[number];

/** The most that a file may hold, in bytes: about 300,000 tokens as an encrypted PSKC. */
export const maxFileBytes = 512 * 1024 * 1024;
