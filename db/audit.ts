import { and, count, desc, eq, gt, gte, inArray, lt, or, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { audit } from "./schema/audit.ts";
import { type BranchScope, inBranch } from "./scope.ts";

export type AuditRow = typeof audit.$inferSelect;
export type NewAuditRow = typeof audit.$inferInsert;

/** As many rows as one statement has parameters for, with room to spare (65,535 of them). */
const rowsAtOnce = 1000;

/** Adds rows to the audit, in their order. */
export async function writeAudit(tx: Tx, rows: readonly NewAuditRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await tx.insert(audit).values(rows.slice(from, from + rowsAtOnce));
  }
}

/** The audit of one token, newest first: of itself, of its orders, and what else names it in its contract's. */
export async function listAuditOfToken(
  tx: Tx,
  scope: BranchScope,
  {
    id,
    serial,
    orderIds,
    contractId,
  }: { id: string; serial: string; orderIds: string[]; contractId: string | null },
  limit: number,
): Promise<AuditRow[]> {
  const named = ["serial", "stoppedSerial", "revokedSerial", "reopenedSerial"].map(
    (fact) => sql`${audit.after}->>${fact} = ${serial}`,
  );
  return tx
    .select()
    .from(audit)
    .where(
      and(
        or(
          inArray(audit.subjectId, [id, ...orderIds]),
          contractId ? and(eq(audit.contractId, contractId), or(...named)) : undefined,
        ),
        inBranch(audit.branchCode, scope),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(limit);
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

/** How often something was done to one subject since an instant. */
export async function countAudit(
  tx: Tx,
  { subjectId, action, since }: { subjectId: string; action: string; since: Date },
) {
  const [counted] = await tx
    .select({ total: count() })
    .from(audit)
    .where(and(eq(audit.subjectId, subjectId), eq(audit.action, action), gt(audit.at, since)));
  return counted?.total ?? 0;
}

/** The newest row about one subject, if its branch is in scope. */
export async function findLatestAudit(tx: Tx, scope: BranchScope, subjectId: string) {
  const [latest] = await tx
    .select({ actorName: audit.actorName, action: audit.action, at: audit.at })
    .from(audit)
    .where(and(eq(audit.subjectId, subjectId), inBranch(audit.branchCode, scope)))
    .orderBy(desc(audit.id))
    .limit(1);
  return latest;
}
