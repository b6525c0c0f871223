import type { Tx } from "#db/client.ts";
import { setCardDeadline } from "#db/contracts.ts";
import { type Order, saveOrder } from "#db/orders.ts";
import { readSettings } from "#db/settings.ts";
import { insertMailEvent, insertShipment, listShipments } from "#db/shipments.ts";
import { findToken, moveToken } from "#db/tokens.ts";
import type { StaffActor } from "../actor.ts";
import { addDays, japanDay, startOfJapanDay } from "../clock.ts";
import type { Change } from "../command.ts";
import { fail } from "../errors.ts";
import { settleTax } from "../fees/settle-tax.ts";
import { follow } from "../transitions.ts";
import { orderChange } from "./change.ts";
import { isToSend, orderTransitions } from "./rules.ts";

type Posting = { order: Order; trackingNumber: string; by: StaffActor; now: Date };

/**
 * Posts an order's token, once more if it came back and no third time: from here the tracking number tells where it is,
 * and card access has its deadline. Fails with `conflict`.
 */
export async function postOrder(tx: Tx, { order, trackingNumber, by, now }: Posting): Promise<Change> {
  const state = follow(orderTransitions, order.state, "ship") ?? fail("conflict", "order");
  const before = await listShipments(tx, order.id);
  const returned = before.filter((one) => one.state === "returned").length;
  if (!isToSend({ ...order, returned })) fail("conflict", "shippedAgain");
  const token = (order.tokenId && (await findToken(tx, order.tokenId))) || fail("conflict", "order");
  if (token.state === "allocated") {
    (await moveToken(tx, token.id, { from: "allocated", to: "in_transit" })) ?? fail("conflict", "token");
  }
  (await saveOrder(tx, order, { state, shippedAt: now })) ?? fail("conflict", "order");
  const shipment = await insertShipment(tx, {
    orderId: order.id,
    trackingNumber,
    state: "posted",
    shippedBy: by.id,
    shippedAt: now,
    heardAt: now,
  });
  await insertMailEvent(tx, {
    shipmentId: shipment.id,
    event: "posted",
    happenedAt: now,
    recordedBy: by.id,
    recordedAt: now,
  });
  const settings = await readSettings(tx);
  // What was lost in the post is sent anew: the tax is that of the first posting.
  const adjustedYen = before.length === 0 ? await settleTax(tx, { orderId: order.id, now }) : 0;
  const cardUntil = startOfJapanDay(addDays(japanDay(now), settings.cardAccessDays + 1));
  await setCardDeadline(tx, order.contractId, cardUntil);
  return orderChange(tx, order, {
    before: { state: order.state },
    after: {
      state,
      serial: token.serial,
      trackingNumber,
      cardUntil,
      ...(adjustedYen !== 0 && { adjustedYen }),
    },
  });
}
