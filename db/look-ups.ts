import { and, desc, eq, getTableColumns, gte, isNotNull, lt, sql } from "drizzle-orm";
import type { LookUpPurpose } from "#core/look-ups/rules.ts";
import type { Tx } from "./client.ts";
import { contracts } from "./schema/contracts.ts";
import { lookUpReviews, lookUps, unmaskings } from "./schema/look-ups.ts";
import { staff } from "./schema/staff.ts";

/** Puts a look on record; one that its slot of minutes has already stays as it is. */
export async function insertLookUp(tx: Tx, lookUp: Omit<typeof lookUps.$inferInsert, "id">): Promise<void> {
  await tx.insert(lookUps).values(lookUp).onConflictDoNothing();
}

export type LookUpFilter = {
  from: Date;
  until: Date;
  staffId?: string | undefined;
  branchCode?: string | undefined;
  contractId?: string | undefined;
  purpose?: LookUpPurpose | undefined;
  unmasked?: boolean | undefined;
  outsideHours?: boolean | undefined;
  otherBranch?: boolean | undefined;
};

const isOtherBranch = sql`${lookUps.staffBranchCode} <> ${lookUps.branchCode}`;

/** A month is one stretch of each index: those of a person, a contract, a branch go on with time and id. */
function whereOf({ from, until, staffId, branchCode, contractId, purpose, ...only }: LookUpFilter) {
  return and(
    gte(lookUps.at, from),
    lt(lookUps.at, until),
    staffId ? eq(lookUps.staffId, staffId) : undefined,
    branchCode ? eq(lookUps.branchCode, branchCode) : undefined,
    contractId ? eq(lookUps.contractId, contractId) : undefined,
    purpose ? eq(lookUps.purpose, purpose) : undefined,
    only.unmasked ? isNotNull(lookUps.unmaskingId) : undefined,
    only.outsideHours ? eq(lookUps.outsideHours, true) : undefined,
    only.otherBranch ? isOtherBranch : undefined,
  );
}

/** Look-ups of a filter, newest first; those older than the row `before` where one is given. */
export async function listLookUps(
  tx: Tx,
  filter: LookUpFilter,
  { before, limit }: { before?: string | undefined; limit: number },
) {
  const older = before
    ? sql`(${lookUps.at}, ${lookUps.id}) < (select at, id from look_ups where id = ${before}::uuid)`
    : undefined;
  return tx
    .select({
      ...getTableColumns(lookUps),
      staffName: staff.name,
      contractorId: contracts.contractorId,
      reason: unmaskings.reason,
      note: unmaskings.note,
    })
    .from(lookUps)
    .innerJoin(staff, eq(staff.id, lookUps.staffId))
    .innerJoin(contracts, eq(contracts.id, lookUps.contractId))
    .leftJoin(unmaskings, eq(unmaskings.id, lookUps.unmaskingId))
    .where(and(whereOf(filter), older))
    .orderBy(desc(lookUps.at), desc(lookUps.id))
    .limit(limit);
}

const total = sql<number>`count(*)::int`;
const unmasked = sql<number>`count(${lookUps.unmaskingId})::int`;

/** How many look-ups a filter finds. */
export async function countLookUps(tx: Tx, filter: LookUpFilter): Promise<number> {
  const [counted] = await tx.select({ total }).from(lookUps).where(whereOf(filter));
  return counted?.total ?? 0;
}

/** What each person looked at in a time, who looked most first. */
export async function sumLookUps(tx: Tx, time: { from: Date; until: Date }) {
  const sums = tx
    .select({
      staffId: lookUps.staffId,
      total: total.as("total"),
      unmasked: unmasked.as("unmasked"),
      contracts: sql<number>`count(distinct ${lookUps.contractId})::int`.as("contracts"),
      otherBranch: sql<number>`(count(*) filter (where ${isOtherBranch}))::int`.as("other_branch"),
      outsideHours: sql<number>`(count(*) filter (where ${lookUps.outsideHours}))::int`.as("outside_hours"),
    })
    .from(lookUps)
    .where(whereOf(time))
    .groupBy(lookUps.staffId)
    .as("sums");
  return tx
    .select({
      id: staff.id,
      name: staff.name,
      role: staff.role,
      branchCode: staff.branchCode,
      total: sums.total,
      unmasked: sums.unmasked,
      contracts: sums.contracts,
      otherBranch: sums.otherBranch,
      outsideHours: sums.outsideHours,
    })
    .from(sums)
    .innerJoin(staff, eq(staff.id, sums.staffId))
    .orderBy(desc(sums.total), staff.username);
}

/** The reviews of one month, by whose look-ups they are of. */
export async function listReviews(tx: Tx, month: string) {
  return tx
    .select({ ...getTableColumns(lookUpReviews), reviewerName: staff.name })
    .from(lookUpReviews)
    .innerJoin(staff, eq(staff.id, lookUpReviews.reviewerId))
    .where(eq(lookUpReviews.month, month));
}

/** Signs people's look-ups off; those that somebody has signed meanwhile are left out of what comes back. */
export async function insertReviews(
  tx: Tx,
  reviews: readonly Omit<typeof lookUpReviews.$inferInsert, "id">[],
): Promise<string[]> {
  const inserted = await tx
    .insert(lookUpReviews)
    .values([...reviews])
    .onConflictDoNothing({ target: [lookUpReviews.month, lookUpReviews.staffId] })
    .returning({ staffId: lookUpReviews.staffId });
  return inserted.map(({ staffId }) => staffId);
}
