import type { AuditRow } from "#db/audit.ts";
import type { DebitEntry } from "#db/fees.ts";
import type { LoginEvent } from "#db/login-events.ts";

/** One thing that happened to a contract: a command that staff or the customer gave, a lock, or a direct debit. */
export type Happening =
  | { kind: "command"; at: Date; row: AuditRow }
  | { kind: "lock"; at: Date; row: LoginEvent }
  | { kind: "debit"; at: Date; row: DebitEntry };

type Histories = {
  commands: readonly AuditRow[];
  locks: readonly LoginEvent[];
  debits: readonly DebitEntry[];
};

/** A contract's histories, each newest first, as one. */
export function timeline({ commands, locks, debits }: Histories): Happening[] {
  return [
    ...commands.map((row): Happening => ({ kind: "command", at: row.at, row })),
    ...locks.map((row): Happening => ({ kind: "lock", at: row.at, row })),
    ...debits.map((row): Happening => ({ kind: "debit", at: row.at, row })),
  ].sort((a, b) => b.at.getTime() - a.at.getTime());
}
