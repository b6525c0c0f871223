import { and, eq, inArray } from "drizzle-orm";
import type { ProposalState } from "#core/proposals/rules.ts";
import type { StaffChangeKind, StaffChangeSort } from "#core/staff/rules.ts";
import type { Tx } from "./client.ts";
import { countListed } from "./count.ts";
import { checker, maker } from "./proposals.ts";
import { staff } from "./schema/staff.ts";
import { staffChanges } from "./schema/staff-changes.ts";
import { type Cut, type Sort, type SortColumns, sorted } from "./sort.ts";

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

function namedChanges(tx: Tx) {
  return tx
    .select({
      change: staffChanges,
      makerName: maker.name,
      checkerName: checker.name,
      person: { username: staff.username, name: staff.name, role: staff.role, branchCode: staff.branchCode },
    })
    .from(staffChanges)
    .innerJoin(staff, eq(staff.id, staffChanges.staffId))
    .innerJoin(maker, eq(maker.id, staffChanges.makerId))
    .leftJoin(checker, eq(checker.id, staffChanges.checkerId));
}

const flat = ({ change, ...names }: Awaited<ReturnType<typeof namedChanges>>[number]) => ({
  ...change,
  ...names,
});
export type NamedStaffChange = ReturnType<typeof flat>;

/** The change of a person's account that waits for a decision. */
export async function findProposedOf(tx: Tx, staffId: string): Promise<NamedStaffChange | undefined> {
  const [found] = await namedChanges(tx).where(
    and(eq(staffChanges.staffId, staffId), eq(staffChanges.state, "proposed")),
  );
  return found && flat(found);
}

export type StaffChangeFilter = { states: readonly ProposalState[]; kind?: StaffChangeKind | undefined };

function filteredChanges({ states, kind }: StaffChangeFilter) {
  return and(inArray(staffChanges.state, states), kind && eq(staffChanges.kind, kind));
}

const sortColumns: SortColumns<StaffChangeSort> = {
  proposedAt: [staffChanges.proposedAt, staffChanges.id],
};
const newestFirst: Sort<StaffChangeSort> = { by: "proposedAt", descending: true };

/** Changes in some states, the newest first unless sorted otherwise. */
export async function listStaffChanges(
  tx: Tx,
  { sort = newestFirst, offset = 0, limit, ...filter }: StaffChangeFilter & Cut<StaffChangeSort>,
) {
  const rows = await namedChanges(tx)
    .where(filteredChanges(filter))
    .orderBy(...sorted(sortColumns, sort).order)
    .limit(limit)
    .offset(offset);
  return rows.map(flat);
}

/** How many changes such a list has in all. */
export function countStaffChanges(tx: Tx, filter: StaffChangeFilter) {
  return countListed(tx, staffChanges, filteredChanges(filter));
}
