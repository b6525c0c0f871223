import { and, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { FeeRequestKind, FeeRequestSort } from "#core/fees/rules.ts";
import type { ProposalState } from "#core/proposals/rules.ts";
import type { Tx } from "./client.ts";
import { countListed } from "./count.ts";
import { checker, maker } from "./proposals.ts";
import { contracts } from "./schema/contracts.ts";
import { feeRequests, fees } from "./schema/fees.ts";
import { orders } from "./schema/orders.ts";
import { type BranchScope, inBranch } from "./scope.ts";
import { type Cut, type Sort, type SortColumns, sorted } from "./sort.ts";

type Row = typeof feeRequests.$inferSelect;
/** A request with whose fee it is about, and who asked for it and decided it. */
export type FeeRequest = Row & {
  orderNumber: number;
  contractId: string;
  contractorId: string;
  branchCode: string;
  makerName: string;
  checkerName: string | null;
};

/** Asks for a waiver or a refund. */
export async function insertFeeRequest(tx: Tx, request: typeof feeRequests.$inferInsert): Promise<Row> {
  const [inserted] = await tx.insert(feeRequests).values(request).returning();
  if (!inserted) throw new Error("insert returned no row");
  return inserted;
}

/** Writes a decision if the request still waits as it was read; undefined if somebody was quicker. */
export async function saveFeeRequest(
  tx: Tx,
  read: { id: string; state: ProposalState },
  values: Partial<Row>,
): Promise<Row | undefined> {
  const [saved] = await tx
    .update(feeRequests)
    .set(values)
    .where(and(eq(feeRequests.id, read.id), eq(feeRequests.state, read.state)))
    .returning();
  return saved;
}

function namedRequests(tx: Tx) {
  return tx
    .select({
      request: feeRequests,
      orderNumber: orders.number,
      contractId: fees.contractId,
      contractorId: contracts.contractorId,
      branchCode: fees.branchCode,
      makerName: maker.name,
      checkerName: checker.name,
    })
    .from(feeRequests)
    .innerJoin(fees, eq(fees.id, feeRequests.feeId))
    .innerJoin(orders, eq(orders.id, fees.orderId))
    .innerJoin(contracts, eq(contracts.id, fees.contractId))
    .innerJoin(maker, eq(maker.id, feeRequests.makerId))
    .leftJoin(checker, eq(checker.id, feeRequests.checkerId));
}

const flat = ({ request, ...named }: Awaited<ReturnType<typeof namedRequests>>[number]): FeeRequest => ({
  ...request,
  ...named,
});

export async function findFeeRequest(
  tx: Tx,
  scope: BranchScope,
  id: string,
): Promise<FeeRequest | undefined> {
  const [found] = await namedRequests(tx).where(
    and(eq(feeRequests.id, id), inBranch(fees.branchCode, scope)),
  );
  return found && flat(found);
}

/** Every request that was ever made of a fee, the newest first. */
export async function listRequestsOfFee(tx: Tx, feeId: string): Promise<FeeRequest[]> {
  const rows = await namedRequests(tx)
    .where(eq(feeRequests.feeId, feeId))
    .orderBy(desc(feeRequests.proposedAt), desc(feeRequests.id));
  return rows.map(flat);
}

export type FeeRequestFilter = {
  states: readonly ProposalState[];
  kind?: FeeRequestKind | undefined;
  /** When they were asked for: from then on, and before then. */
  from?: Date | undefined;
  until?: Date | undefined;
};

function filteredRequests(scope: BranchScope, { states, kind, from, until }: FeeRequestFilter) {
  const ofBranch = inBranch(fees.branchCode, scope);
  return and(
    inArray(feeRequests.state, states),
    kind && eq(feeRequests.kind, kind),
    from && gte(feeRequests.proposedAt, from),
    until && lt(feeRequests.proposedAt, until),
    ofBranch && sql`exists (select from ${fees} where ${fees.id} = ${feeRequests.feeId} and ${ofBranch})`,
  );
}

const sortColumns: SortColumns<FeeRequestSort> = { proposedAt: [feeRequests.proposedAt, feeRequests.id] };
const newestFirst: Sort<FeeRequestSort> = { by: "proposedAt", descending: true };

/** Requests in some states, the newest first unless sorted otherwise. */
export async function listFeeRequests(
  tx: Tx,
  scope: BranchScope,
  { sort = newestFirst, offset = 0, limit, ...filter }: FeeRequestFilter & Cut<FeeRequestSort>,
): Promise<FeeRequest[]> {
  const rows = await namedRequests(tx)
    .where(filteredRequests(scope, filter))
    .orderBy(...sorted(sortColumns, sort).order)
    .limit(limit)
    .offset(offset);
  return rows.map(flat);
}

/** How many requests such a list has in all. */
export function countFeeRequests(tx: Tx, scope: BranchScope, filter: FeeRequestFilter) {
  return countListed(tx, feeRequests, filteredRequests(scope, filter));
}
