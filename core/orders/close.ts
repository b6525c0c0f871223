import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { endCardAccess } from "#db/contracts.ts";
import { saveFormState } from "#db/forms.ts";
import { findOrder, type NewOrder, type Order, saveOrder } from "#db/orders.ts";
import { findToken, moveToken } from "#db/tokens.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { reasonInput } from "../forms/input.ts";
import { idInput } from "../input.ts";
import { follow } from "../transitions.ts";
import { orderChange } from "./change.ts";
import { orderTransitions } from "./rules.ts";

/** Ends an order that no token will complete, and what hangs on it; the fee stays due. Fails with `conflict`. */
export async function endOrder(tx: Tx, order: Order, now: Date, values: Partial<NewOrder> = {}) {
  const state = follow(orderTransitions, order.state, "close") ?? fail("conflict", "order");
  (await saveOrder(tx, order, { ...values, state })) ?? fail("conflict", "order");
  await saveFormState(tx, order.formId, { from: "approved", to: "completed" });
  await endCardAccess(tx, order.contractId, now);
  return state;
}

/**
 * Gives up an order whose mail came back, or whose token was lost after its delivery: the serial is revoked, never
 * to be sent again.
 */
export const closeOrder = command({
  name: "order.close",
  permit: "order.dispatch",
  input: z.object({ orderId: idInput, reason: reasonInput }),
  async run({ tx, now, scope }, { orderId, reason }) {
    const order = (await findOrder(tx, scope, orderId)) ?? fail("not_found", "order");
    const state = await endOrder(tx, order, now);
    const token = order.tokenId ? await findToken(tx, order.tokenId) : undefined;
    if (token) {
      (await moveToken(tx, token.id, { from: token.state, to: "revoked" })) ?? fail("conflict", "token");
    }
    return {
      result: { orderId, number: order.number },
      change: await orderChange(tx, order, { before: { state: order.state }, after: { state }, reason }),
    };
  },
});
