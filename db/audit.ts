import { and, count, desc, eq, gt, inArray, notInArray, or, sql } from "drizzle-orm";
import { maskFacts, oneLine } from "#core/audit/rules.ts";
import type { Tx } from "./client.ts";
import { audit } from "./schema/audit.ts";
import { type BranchScope, inBranch } from "./scope.ts";

export type AuditRow = typeof audit.$inferSelect;
export type NewAuditRow = Omit<typeof audit.$inferInsert, "id" | "previousHash" | "hash">;

/** As many rows as one statement has parameters for, with room to spare (65,535 of them). */
const rowsAtOnce = 1000;

/**
 * Adds rows to the audit, in their order, personal data masked. From here to the end of the transaction nobody else
 * adds any, so it belongs at the end.
 */
export async function writeAudit(tx: Tx, rows: readonly NewAuditRow[]): Promise<void> {
  const written = rows.map(writable);
  for (let from = 0; from < written.length; from += rowsAtOnce) {
    await tx.insert(audit).values(written.slice(from, from + rowsAtOnce));
  }
}

function writable(row: NewAuditRow): NewAuditRow {
  return {
    ...row,
    actorName: oneLine(row.actorName),
    subjectLabel: oneLine(row.subjectLabel),
    requestId: oneLine(row.requestId),
    address: oneLine(row.address),
    before: row.before && maskFacts(row.before),
    after: row.after && maskFacts(row.after),
  };
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

/**
 * The audit of what no branch keeps, an account or an API client, newest first; without each sign-in and each OTP, which
 * would hide the rest of an account's.
 */
export async function listAuditOf(tx: Tx, subjectId: string, limit: number): Promise<AuditRow[]> {
  const told = notInArray(audit.action, ["staff.sign_in", "staff.confirm"]);
  return tx
    .select()
    .from(audit)
    .where(and(eq(audit.subjectId, subjectId), told))
    .orderBy(desc(audit.id))
    .limit(limit);
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

/** The newest row about one subject, if its branch is in scope; of somebody's account, what they did themselves aside. */
export async function findLatestAudit(tx: Tx, scope: BranchScope, subjectId: string) {
  const [latest] = await tx
    .select({ actorName: audit.actorName, action: audit.action, at: audit.at })
    .from(audit)
    .where(
      and(
        eq(audit.subjectId, subjectId),
        sql`${audit.actorId}::text is distinct from ${subjectId}`,
        inBranch(audit.branchCode, scope),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(1);
  return latest;
}
