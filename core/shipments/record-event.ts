import type { Tx } from "#db/client.ts";
import { type Order, saveOrder } from "#db/orders.ts";
import {
  insertMailEvent,
  listMailEvents,
  listShipments,
  moveShipment,
  type Shipment,
} from "#db/shipments.ts";
import { moveToken } from "#db/tokens.ts";
import type { StaffActor } from "../actor.ts";
import { japanDay } from "../clock.ts";
import type { Change } from "../command.ts";
import { fail, failField } from "../errors.ts";
import { orderChange } from "../orders/change.ts";
import { type OrderEvent, orderTransitions } from "../orders/rules.ts";
import { follow } from "../transitions.ts";
import { hear, latestWord, type MailState } from "./rules.ts";

/** What an event of the post means for the order; the others only tell where the mail is. */
const orderEvents: Partial<Record<MailState, OrderEvent>> = { delivered: "deliver", returned: "return" };

export type Posted = { shipment: Shipment; order: Order };
type Said = { event: MailState; happenedAt: Date; office: string; by: StaffActor; now: Date };

/** Records one thing that the post said; delivery and return move the order and its token on. Fails with `invalid`. */
export async function recordEvent(tx: Tx, { shipment, order }: Posted, said: Said): Promise<Change> {
  const { event, happenedAt, office, by, now } = said;
  if (happenedAt > now) failField("happenedAt", "happenedAt.future");
  // By the day: a form has no seconds, and the first events follow the dispatch closely.
  if (japanDay(happenedAt) < japanDay(shipment.shippedAt)) failField("happenedAt", "happenedAt.format");
  const latestAt = latestWord(await listMailEvents(tx, shipment.id));
  const heard = hear(shipment.state, { event, happenedAt, latestAt });
  if (typeof heard === "string") return failField("event", heard);
  const mail = heard.state;
  (await moveShipment(tx, shipment.id, { from: shipment.state, to: mail, heardAt: happenedAt })) ??
    fail("conflict", "shipment");
  await insertMailEvent(tx, {
    shipmentId: shipment.id,
    event,
    happenedAt,
    office,
    recordedBy: by.id,
    recordedAt: now,
  });
  // What was lost and is found after all says nothing of the token that was sent in its place.
  const [latest] = await listShipments(tx, order.id);
  const moves = latest?.id === shipment.id ? orderEvents[event] : undefined;
  const orderState = moves && follow(orderTransitions, order.state, moves);
  if (orderState) {
    const deliveredAt = orderState === "delivered" ? happenedAt : order.deliveredAt;
    // What came back is packed anew, with others.
    const dispatchId = orderState === "returned" ? null : order.dispatchId;
    (await saveOrder(tx, order, { state: orderState, deliveredAt, dispatchId })) ?? fail("conflict", "order");
    // The token may be registered already: the customer was quicker than the post's word.
    if (orderState === "delivered" && order.tokenId) {
      await moveToken(tx, order.tokenId, { from: "in_transit", to: "delivered" });
    }
  }
  return orderChange(tx, order, {
    before: { mail: shipment.state, state: order.state },
    after: {
      mail,
      state: orderState ?? order.state,
      trackingNumber: shipment.trackingNumber,
      happenedAt,
      office,
    },
  });
}
