import { z } from "zod";
import { endCardAccess } from "#db/contracts.ts";
import { saveFormState } from "#db/forms.ts";
import { findOrder, saveOrder } from "#db/orders.ts";
import { moveToken } from "#db/tokens.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { reasonInput } from "../forms/input.ts";
import { idInput } from "../input.ts";
import { follow } from "../transitions.ts";
import { orderChange } from "./change.ts";
import { orderTransitions } from "./rules.ts";

/** Gives up an order whose mail came back: the serial is revoked, never to be sent again. The fee stays due. */
export const closeOrder = command({
  name: "order.close",
  permit: "order.dispatch",
  input: z.object({ orderId: idInput, reason: reasonInput }),
  async run({ tx, now, scope }, { orderId, reason }) {
    const order = (await findOrder(tx, scope, orderId)) ?? fail("not_found", "order");
    const state = follow(orderTransitions, order.state, "close") ?? fail("conflict", "order");
    if (order.tokenId) {
      (await moveToken(tx, order.tokenId, { from: "in_transit", to: "revoked" })) ??
        fail("conflict", "token");
    }
    (await saveOrder(tx, order, { state })) ?? fail("conflict", "order");
    await saveFormState(tx, order.formId, { from: "approved", to: "completed" });
    await endCardAccess(tx, order.contractId, now);
    return {
      result: { orderId, number: order.number },
      change: orderChange(order, { before: { state: order.state }, after: { state }, reason }),
    };
  },
});
