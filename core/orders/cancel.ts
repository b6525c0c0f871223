import { z } from "zod";
import { endCardAccess } from "#db/contracts.ts";
import { saveFormState } from "#db/forms.ts";
import { findOrder, saveOrder } from "#db/orders.ts";
import { moveToken } from "#db/tokens.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { reverseFee } from "../fees/reverse.ts";
import { reasonInput } from "../forms/input.ts";
import { idInput } from "../input.ts";
import { follow } from "../transitions.ts";
import { orderChange } from "./change.ts";
import { orderTransitions } from "./rules.ts";

const input = z.object({ orderId: idInput, reason: reasonInput });

const cancelCommand = command<typeof input, { orderId: string; number: number }, StaffActor>({
  name: "order.cancel",
  permit: "order.dispatch",
  input,
  async run({ tx, actor, now, scope }, { orderId, reason }) {
    const order = (await findOrder(tx, scope, orderId)) ?? fail("not_found", "order");
    const state = follow(orderTransitions, order.state, "cancel") ?? fail("conflict", "order");
    if (order.tokenId) {
      (await moveToken(tx, order.tokenId, { from: "allocated", to: "in_stock" })) ??
        fail("conflict", "token");
    }
    (await saveOrder(tx, order, { state, tokenId: null, dispatchId: null })) ?? fail("conflict", "order");
    await saveFormState(tx, order.formId, { from: "approved", to: "cancelled" });
    await endCardAccess(tx, order.contractId, now);
    const reversedYen = await reverseFee(tx, orderId, { by: actor.id, at: now, reason });
    return {
      result: { orderId, number: order.number },
      change: await orderChange(tx, order, {
        before: { state: order.state },
        after: { state, reversedYen },
        reason,
      }),
    };
  },
});

/**
 * Cancels an order that has not been posted: its serial goes back to stock, what its fee still charges is reversed. What
 * was paid already is then owed to the customer.
 */
export const cancelOrder: typeof cancelCommand = (context, order) => explained(cancelCommand(context, order));
