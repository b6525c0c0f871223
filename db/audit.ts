import type { Tx } from "./client.ts";
import { audit } from "./schema/audit.ts";

export type AuditRow = typeof audit.$inferSelect;
export type NewAuditRow = typeof audit.$inferInsert;

/** Adds one row to the audit. */
export async function writeAudit(tx: Tx, row: NewAuditRow): Promise<void> {
  await tx.insert(audit).values(row);
}
