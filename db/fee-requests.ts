import { and, count, desc, eq, inArray } from "drizzle-orm";
import type { ProposalState } from "#core/proposals/rules.ts";
import type { Tx } from "./client.ts";
import { checker, maker } from "./proposals.ts";
import { feeRequests, fees } from "./schema/fees.ts";
import { orders } from "./schema/orders.ts";
import { type BranchScope, inBranch } from "./scope.ts";

type Row = typeof feeRequests.$inferSelect;
/** A request with whose fee it is about, and who asked for it and decided it. */
export type FeeRequest = Row & {
  orderNumber: number;
  contractId: string;
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
      branchCode: fees.branchCode,
      makerName: maker.name,
      checkerName: checker.name,
    })
    .from(feeRequests)
    .innerJoin(fees, eq(fees.id, feeRequests.feeId))
    .innerJoin(orders, eq(orders.id, fees.orderId))
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

/** Requests in some states, the newest first, one page of them and how many in all. */
export async function listFeeRequests(
  tx: Tx,
  scope: BranchScope,
  { states, offset, limit }: { states: readonly ProposalState[]; offset: number; limit: number },
) {
  const where = and(inArray(feeRequests.state, states), inBranch(fees.branchCode, scope));
  const rows = await namedRequests(tx)
    .where(where)
    .orderBy(desc(feeRequests.proposedAt), desc(feeRequests.id))
    .limit(limit)
    .offset(offset);
  const [counted] = await tx
    .select({ total: count() })
    .from(feeRequests)
    .innerJoin(fees, eq(fees.id, feeRequests.feeId))
    .where(where);
  return { rows: rows.map(flat), total: counted?.total ?? 0 };
}
