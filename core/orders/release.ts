import type { Tx } from "#db/client.ts";
import { type Order, saveOrder } from "#db/orders.ts";
import { fail } from "../errors.ts";
import { follow } from "../transitions.ts";
import { orderTransitions } from "./rules.ts";

/**
 * Takes its token from an order that has not reached its customer: it waits for another one, and its clock goes on.
 * Fails with `conflict` where somebody was quicker.
 */
export async function freeOrder(tx: Tx, order: Order): Promise<void> {
  const state = follow(orderTransitions, order.state, "release") ?? fail("conflict", "token");
  (await saveOrder(tx, order, {
    state,
    tokenId: null,
    dispatchId: null,
    allocatedAt: null,
    shippedAt: null,
  })) ?? fail("conflict", "token");
}
