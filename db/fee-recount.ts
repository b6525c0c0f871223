import { asc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { feeEntries, fees } from "./schema/fees.ts";
import { orders } from "./schema/orders.ts";

/** Orders after one by their ids, with the fee of each if it has one: what a recount goes through. */
export async function listOrdersToRecount(tx: Tx, { after, limit }: { after: string; limit: number }) {
  return tx
    .select({ id: orders.id, number: orders.number, state: orders.state, fee: fees })
    .from(orders)
    .leftJoin(fees, eq(fees.orderId, orders.id))
    .where(gt(orders.id, after))
    .orderBy(asc(orders.id))
    .limit(limit);
}

/** All that was entered for some fees, in no order that counts. */
export async function listEntriesToRecount(tx: Tx, feeIds: readonly string[]) {
  return tx
    .select({
      feeId: feeEntries.feeId,
      number: feeEntries.number,
      kind: feeEntries.kind,
      way: feeEntries.way,
      amountYen: feeEntries.amountYen,
      enteredAt: feeEntries.enteredAt,
      receiptNumber: feeEntries.receiptNumber,
    })
    .from(feeEntries)
    .where(inArray(feeEntries.feeId, feeIds));
}

/** When the first and the last entry were made; null where there is none. */
export async function spanOfEntries(tx: Tx): Promise<{ first: Date | null; last: Date | null }> {
  const at = (what: "min" | "max") =>
    sql<Date | null>`${sql.raw(what)}(${feeEntries.enteredAt})`.mapWith(feeEntries.enteredAt);
  const [span] = await tx.select({ first: at("min"), last: at("max") }).from(feeEntries);
  return { first: span?.first ?? null, last: span?.last ?? null };
}
