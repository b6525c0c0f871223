import { and, desc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { ProposalState } from "#core/proposals/rules.ts";
import type { Tx } from "./client.ts";
import { staff } from "./schema/staff.ts";
import { staffChanges } from "./schema/staff-changes.ts";

export type StaffChange = typeof staffChanges.$inferSelect;

export async function insertStaffChange(
  tx: Tx,
  change: typeof staffChanges.$inferInsert,
): Promise<StaffChange> {
  const [inserted] = await tx.insert(staffChanges).values(change).returning();
  if (!inserted) throw new Error("insert returned no row");
  return inserted;
}

export async function findStaffChange(tx: Tx, id: string): Promise<StaffChange | undefined> {
  const [found] = await tx.select().from(staffChanges).where(eq(staffChanges.id, id));
  return found;
}

/**
 * Writes a decision if the change is still in the state that was read; undefined if somebody was quicker. An approval
 * puts the change in force: a trigger does.
 */
export async function saveStaffChange(
  tx: Tx,
  read: { id: string; state: ProposalState },
  decision: Partial<Pick<StaffChange, "state" | "checkerId" | "decidedAt" | "decisionNote">>,
): Promise<StaffChange | undefined> {
  const [saved] = await tx
    .update(staffChanges)
    .set(decision)
    .where(and(eq(staffChanges.id, read.id), eq(staffChanges.state, read.state)))
    .returning();
  return saved;
}

const maker = alias(staff, "maker");

/** The changes of a person's account, the newest first, with who asked for each. */
export async function listStaffChanges(tx: Tx, staffId: string) {
  const rows = await tx
    .select({ change: staffChanges, makerName: maker.name })
    .from(staffChanges)
    .innerJoin(maker, eq(maker.id, staffChanges.makerId))
    .where(eq(staffChanges.staffId, staffId))
    .orderBy(desc(staffChanges.proposedAt), desc(staffChanges.id));
  return rows.map(({ change, makerName }) => ({ ...change, makerName }));
}
