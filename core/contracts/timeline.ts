import type { AuditRow } from "#db/audit.ts";
import type { LoginEvent } from "#db/login-events.ts";

/** One thing that happened to a contract: a command that staff or the customer gave, or a lock. */
export type Happening =
  | { kind: "command"; at: Date; row: AuditRow }
  | { kind: "lock"; at: Date; row: LoginEvent };

/** Both histories of a contract as one, newest first. */
export function timeline(audit: readonly AuditRow[], locks: readonly LoginEvent[]): Happening[] {
  return [
    ...audit.map((row): Happening => ({ kind: "command", at: row.at, row })),
    ...locks.map((row): Happening => ({ kind: "lock", at: row.at, row })),
  ].sort((a, b) => b.at.getTime() - a.at.getTime() || b.row.id - a.row.id);
}
