import { and, eq, inArray } from "drizzle-orm";
import { type OrderState, openOrderStates } from "#core/orders/rules.ts";
import type { Tx } from "./client.ts";
import { orders } from "./schema/orders.ts";
import { inBranch } from "./scope.ts";

export type Order = typeof orders.$inferSelect;
export type NewOrder = typeof orders.$inferInsert;

export async function insertOrder(tx: Tx, order: NewOrder): Promise<Order> {
  const [inserted] = await tx.insert(orders).values(order).returning();
  if (!inserted) throw new Error("insert returned no row");
  return inserted;
}

export async function findOrder(tx: Tx, scope: string | null, id: string): Promise<Order | undefined> {
  const [found] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.id, id), inBranch(orders.branchCode, scope)));
  return found;
}

/** The one order under way for a contract, if any. */
export async function findOpenOrder(tx: Tx, contractId: string): Promise<Order | undefined> {
  const [found] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.contractId, contractId), inArray(orders.state, openOrderStates)));
  return found;
}

/** Writes an order's new values if it is still in the state that was read; undefined if somebody was quicker. */
export async function saveOrder(
  tx: Tx,
  read: { id: string; state: OrderState },
  values: Partial<NewOrder>,
): Promise<Order | undefined> {
  const [saved] = await tx
    .update(orders)
    .set(values)
    .where(and(eq(orders.id, read.id), eq(orders.state, read.state)))
    .returning();
  return saved;
}
