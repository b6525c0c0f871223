import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, ne, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { DelegationSort, DelegationState } from "#core/delegations/rules.ts";
import type { Role } from "#core/staff/rules.ts";
import type { Tx } from "./client.ts";
import { countListed } from "./count.ts";
import { delegations } from "./schema/delegations.ts";
import { branches, staff } from "./schema/staff.ts";
import { type BranchScope, inBranch } from "./scope.ts";
import { type Cut, type Sort, type SortColumns, sorted } from "./sort.ts";

export type Delegation = typeof delegations.$inferSelect;
/** The same with who is away and who stands in, as they are now. */
export type NamedDelegation = Delegation & { absent: Party; substitute: Party };
type Party = { name: string; role: Role; branchCode: string | null; disabledAt: Date | null };

export async function insertDelegation(
  tx: Tx,
  delegation: Omit<typeof delegations.$inferInsert, "id">,
): Promise<Delegation> {
  const [inserted] = await tx.insert(delegations).values(delegation).returning();
  if (!inserted) throw new Error("insert returned no row");
  return inserted;
}

/** Ends a delegation that nobody has ended; undefined if somebody was quicker. */
export async function endDelegationRow(tx: Tx, id: string, values: { endedAt: Date; endedBy: string }) {
  const [ended] = await tx
    .update(delegations)
    .set(values)
    .where(and(eq(delegations.id, id), isNull(delegations.endedAt)))
    .returning();
  return ended;
}

const absent = alias(staff, "absent");
const substitute = alias(staff, "substitute");

function party({ name, role, branchCode, disabledAt }: typeof absent | typeof substitute) {
  return { name, role, branchCode, disabledAt };
}

function namedDelegations(tx: Tx) {
  return tx
    .select({ delegation: delegations, absent: party(absent), substitute: party(substitute) })
    .from(delegations)
    .innerJoin(absent, eq(absent.id, delegations.absentId))
    .innerJoin(substitute, eq(substitute.id, delegations.substituteId));
}

const flat = ({
  delegation,
  ...people
}: Awaited<ReturnType<typeof namedDelegations>>[number]): NamedDelegation => ({ ...delegation, ...people });

export async function findDelegation(tx: Tx, id: string): Promise<NamedDelegation | undefined> {
  const [found] = await namedDelegations(tx).where(eq(delegations.id, id));
  return found && flat(found);
}

export type DelegationFilter = { state?: DelegationState | undefined; today: string };

/** As `delegationState` has it. */
function inState({ state, today }: DelegationFilter) {
  if (state === "ended") return isNotNull(delegations.endedAt);
  return (
    state &&
    and(
      isNull(delegations.endedAt),
      state === "coming" ? gt(delegations.fromOn, today) : lte(delegations.fromOn, today),
      state === "past" ? lt(delegations.untilOn, today) : gte(delegations.untilOn, today),
    )
  );
}

/** Those of which either person is of a branch in scope. */
function filteredDelegations(tx: Tx, scope: BranchScope, filter: DelegationFilter) {
  const people = tx.select({ id: staff.id }).from(staff).where(inBranch(staff.branchCode, scope));
  return and(
    or(inArray(delegations.absentId, people), inArray(delegations.substituteId, people)),
    inState(filter),
  );
}

const sortColumns: SortColumns<DelegationSort> = {
  fromOn: [delegations.fromOn, delegations.id],
  untilOn: [delegations.untilOn, delegations.id],
};
const lastToBegin: Sort<DelegationSort> = { by: "fromOn", descending: true };

/** Delegations with who is away and who stands in, the last to begin first unless sorted otherwise. */
export async function listDelegations(
  tx: Tx,
  scope: BranchScope,
  { sort = lastToBegin, offset = 0, limit, ...filter }: DelegationFilter & Cut<DelegationSort>,
) {
  const rows = await namedDelegations(tx)
    .where(filteredDelegations(tx, scope, filter))
    .orderBy(...sorted(sortColumns, sort).order)
    .limit(limit)
    .offset(offset);
  return rows.map(flat);
}

/** How many delegations such a list has in all. */
export function countDelegations(tx: Tx, scope: BranchScope, filter: DelegationFilter) {
  return countListed(tx, delegations, filteredDelegations(tx, scope, filter));
}

/** Whom a person acts for on a day in Japan: those away then who are enabled and of the same rank today. */
export async function listStoodInFor(
  tx: Tx,
  { staffId, role, day }: { staffId: string; role: Role; day: string },
) {
  return tx
    .selectDistinct({
      id: staff.id,
      name: staff.name,
      branchCode: branches.code,
      branchName: branches.name,
    })
    .from(delegations)
    .innerJoin(staff, eq(staff.id, delegations.absentId))
    .innerJoin(branches, eq(branches.code, staff.branchCode))
    .where(
      and(
        eq(delegations.substituteId, staffId),
        lte(delegations.fromOn, day),
        gte(delegations.untilOn, day),
        isNull(delegations.endedAt),
        eq(staff.role, role),
        isNull(staff.disabledAt),
      ),
    )
    .orderBy(asc(branches.code), asc(staff.name));
}

/** Who may stand in for a person: everybody else of the rank who is enabled, by branch and name. */
export async function listSubstitutes(tx: Tx, { staffId, role }: { staffId: string; role: Role }) {
  return tx
    .select({ id: staff.id, name: staff.name, branchCode: branches.code, branchName: branches.name })
    .from(staff)
    .innerJoin(branches, eq(branches.code, staff.branchCode))
    .where(and(eq(staff.role, role), ne(staff.id, staffId), isNull(staff.disabledAt)))
    .orderBy(asc(branches.code), asc(staff.name));
}
