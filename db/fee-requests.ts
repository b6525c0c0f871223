import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { ProposalState } from "#core/proposals/rules.ts";
import type { Tx } from "./client.ts";
import { feeRequests, fees } from "./schema/fees.ts";
import { orders } from "./schema/orders.ts";
import { staff } from "./schema/staff.ts";
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

const maker = alias(staff, "maker");
const checker = alias(staff, "checker");

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
