import { z } from "zod";
import { saveOrder } from "#db/orders.ts";
import { findShipment, insertMailEvent, listShipments, moveShipment } from "#db/shipments.ts";
import { moveToken } from "#db/tokens.ts";
import type { StaffActor } from "../actor.ts";
import { japanDay, readJapanTime } from "../clock.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail, failField } from "../errors.ts";
import { idInput } from "../input.ts";
import { orderChange } from "../orders/change.ts";
import { type OrderEvent, orderTransitions } from "../orders/rules.ts";
import { follow } from "../transitions.ts";
import { type MailState, mailEvents, mailTransitions } from "./rules.ts";

/** An instant, or a time of the clock in Japan as a form has it: YYYY-MM-DDTHH:MM. */
const happenedAtInput = z.unknown().transform((value, context): Date => {
  const at = value instanceof Date ? value : readJapanTime(typeof value === "string" ? value : "");
  if (at && !Number.isNaN(at.getTime())) return at;
  const missing = value === undefined || value === "";
  context.issues.push({ code: "custom", input: value, message: missing ? "required" : "happenedAt.format" });
  return z.NEVER;
});

const input = z.object({
  shipmentId: idInput,
  event: z.enum(mailEvents, "mailEvent.required"),
  happenedAt: happenedAtInput,
  office: z.string().trim().max(100, "office.long").default(""),
});

/** What an event of the post means for the order; the others only tell where the mail is. */
const orderEvents: Partial<Record<MailState, OrderEvent>> = { delivered: "deliver", returned: "return" };

const recordCommand = command<typeof input, { orderId: string; number: number }, StaffActor>({
  name: "mail.record",
  permit: "order.dispatch",
  input,
  async run({ tx, actor, now, scope }, { shipmentId, event, happenedAt, office }) {
    const { shipment, order } = (await findShipment(tx, scope, shipmentId)) ?? fail("not_found", "shipment");
    if (happenedAt > now) failField("happenedAt", "happenedAt.future");
    // By the day: a form has no seconds, and the first events follow the dispatch closely.
    if (japanDay(happenedAt) < japanDay(shipment.shippedAt)) failField("happenedAt", "happenedAt.format");
    const mail = follow(mailTransitions, shipment.state, event) ?? failField("event", "mailEvent.order");
    (await moveShipment(tx, shipment.id, { from: shipment.state, to: mail })) ?? fail("conflict", "shipment");
    await insertMailEvent(tx, {
      shipmentId,
      event,
      happenedAt,
      office,
      recordedBy: actor.id,
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
      (await saveOrder(tx, order, { state: orderState, deliveredAt, dispatchId })) ??
        fail("conflict", "order");
      // The token may be registered already: the customer was quicker than the post's word.
      if (orderState === "delivered" && order.tokenId) {
        await moveToken(tx, order.tokenId, { from: "in_transit", to: "delivered" });
      }
    }
    return {
      result: { orderId: order.id, number: order.number },
      change: await orderChange(tx, order, {
        before: { mail: shipment.state, state: order.state },
        after: {
          mail,
          state: orderState ?? order.state,
          trackingNumber: shipment.trackingNumber,
          happenedAt,
          office,
        },
      }),
    };
  },
});

/**
 * Records what the post said of a shipment. Delivery and return move the order and its token on.
 * Fails with `invalid`, or `conflict` where the same was recorded before.
 */
export const recordMailEvent: typeof recordCommand = (context, event) =>
  explained(recordCommand(context, event));
