import { and, count, desc, eq, gte, lt, or } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { audit } from "./schema/audit.ts";
import { inBranch } from "./scope.ts";

export type AuditRow = typeof audit.$inferSelect;
export type NewAuditRow = typeof audit.$inferInsert;

/** Adds one row to the audit. */
export async function writeAudit(tx: Tx, row: NewAuditRow): Promise<void> {
  await tx.insert(audit).values(row);
}

/** The audit of one contract, newest first. */
export async function listAuditOfContract(tx: Tx, contractId: string, limit: number): Promise<AuditRow[]> {
  return tx.select().from(audit).where(eq(audit.contractId, contractId)).orderBy(desc(audit.id)).limit(limit);
}

export type AuditFilter = { action?: string; text?: string; from?: Date; until?: Date };

/** The whole audit, newest first, one page of it and how many rows in all. */
export async function listAudit(
  tx: Tx,
  { action, text, from, until, offset, limit }: AuditFilter & { offset: number; limit: number },
) {
  const where = and(
    action ? eq(audit.action, action) : undefined,
    text ? or(eq(audit.subjectLabel, text), eq(audit.actorName, text)) : undefined,
    from ? gte(audit.at, from) : undefined,
    until ? lt(audit.at, until) : undefined,
  );
  const rows = await tx.select().from(audit).where(where).orderBy(desc(audit.id)).limit(limit).offset(offset);
  const [counted] = await tx.select({ total: count() }).from(audit).where(where);
  return { rows, total: counted?.total ?? 0 };
}

/** The names of the commands that the audit has rows of. */
export async function listAuditActions(tx: Tx): Promise<string[]> {
  const rows = await tx.selectDistinct({ action: audit.action }).from(audit).orderBy(audit.action);
  return rows.map((row) => row.action);
}

/** The newest row about one subject, if its branch is in scope. */
export async function findLatestAudit(tx: Tx, scope: string | null, subjectId: string) {
  const [latest] = await tx
    .select({ actorName: audit.actorName, action: audit.action, at: audit.at })
    .from(audit)
    .where(and(eq(audit.subjectId, subjectId), inBranch(audit.branchCode, scope)))
    .orderBy(desc(audit.id))
    .limit(1);
  return latest;
}
