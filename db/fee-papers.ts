import { asc, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { feePaperIssues } from "./schema/fee-papers.ts";
import { staff } from "./schema/staff.ts";

export type FeePaperIssue = typeof feePaperIssues.$inferSelect & { by: string };

/** Every issue of a fee's papers with who it was by, the oldest first. */
export async function listPaperIssues(tx: Tx, feeId: string): Promise<FeePaperIssue[]> {
  const found = await tx
    .select({ issue: feePaperIssues, by: staff.name })
    .from(feePaperIssues)
    .innerJoin(staff, eq(staff.id, feePaperIssues.issuedBy))
    .where(eq(feePaperIssues.feeId, feeId))
    .orderBy(asc(feePaperIssues.number));
  return found.map(({ issue, by }) => ({ ...issue, by }));
}

export async function insertPaperIssues(
  tx: Tx,
  issues: readonly (typeof feePaperIssues.$inferInsert)[],
): Promise<void> {
  await tx.insert(feePaperIssues).values([...issues]);
}
