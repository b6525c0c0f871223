import type { AuditRow } from "#db/audit.ts";
import type { LoginEvent } from "#db/login-events.ts";

/** One thing that happened to a contract: a command that staff or the customer gave, or a login check. */
export type Happening =
  | { kind: "command"; at: Date; row: AuditRow }
  | { kind: "login"; at: Date; row: LoginEvent };

/** Both histories of a contract as one, newest first. */
export function timeline(audit: readonly AuditRow[], logins: readonly LoginEvent[]): Happening[] {
  return [
    ...audit.map((row): Happening => ({ kind: "command", at: row.at, row })),
    ...logins.map((row): Happening => ({ kind: "login", at: row.at, row })),
  ].sort((a, b) => b.at.getTime() - a.at.getTime() || b.row.id - a.row.id);
}
