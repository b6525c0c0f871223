import { z } from "zod";
import { endCardAccess } from "#db/contracts.ts";
import { findFeeOfOrder, insertFeeEntry } from "#db/fees.ts";
import { saveFormState } from "#db/forms.ts";
import { findOrder, saveOrder } from "#db/orders.ts";
import { moveToken } from "#db/tokens.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { reasonInput } from "../forms/input.ts";
import { idInput } from "../input.ts";
import { follow } from "../transitions.ts";
import { orderChange } from "./change.ts";
import { orderTransitions } from "./rules.ts";

const input = z.object({ orderId: idInput, reason: reasonInput });

/** Cancels an order that has not been posted: its serial goes back to stock, its fee is reversed. */
export const cancelOrder = command<typeof input, { orderId: string; number: number }, StaffActor>({
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
    (await saveOrder(tx, order, { state, tokenId: null })) ?? fail("conflict", "order");
    await saveFormState(tx, order.formId, { from: "approved", to: "cancelled" });
    await endCardAccess(tx, order.contractId, now);
    const fee = await findFeeOfOrder(tx, orderId);
    if (fee) {
      await insertFeeEntry(tx, {
        feeId: fee.id,
        kind: "reversed",
        amountYen: fee.grossYen,
        note: reason,
        enteredBy: actor.id,
        enteredAt: now,
      });
    }
    return {
      result: { orderId, number: order.number },
      change: await orderChange(tx, order, {
        before: { state: order.state },
        after: { state, reversedYen: fee?.grossYen ?? 0 },
        reason,
      }),
    };
  },
});
