import { z } from "zod";
import { findOrder, saveOrder } from "#db/orders.ts";
import { insertMailEvent, listShipments, moveShipment } from "#db/shipments.ts";
import { moveToken } from "#db/tokens.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { reasonInput } from "../forms/input.ts";
import { idInput } from "../input.ts";
import { mailTransitions } from "../shipments/rules.ts";
import { follow } from "../transitions.ts";
import { orderChange } from "./change.ts";
import { orderTransitions } from "./rules.ts";

const input = z.object({ orderId: idInput, reason: reasonInput });

const takeBackCommand = command<typeof input, { orderId: string; number: number }, StaffActor>({
  name: "order.take_back",
  permit: "order.dispatch",
  fresh: true,
  input,
  async run({ tx, actor, now, scope }, { orderId, reason }) {
    const order = (await findOrder(tx, scope, orderId)) ?? fail("not_found", "order");
    const [shipment] = await listShipments(tx, orderId);
    if (order.state !== "delivered" || !shipment) return fail("conflict", "order");
    const mail = follow(mailTransitions, shipment.state, "take_back") ?? fail("conflict", "shipment");
    const state = follow(orderTransitions, order.state, "return") ?? fail("conflict", "order");
    (await moveShipment(tx, shipment.id, { from: shipment.state, to: mail, heardAt: now })) ??
      fail("conflict", "shipment");
    await insertMailEvent(tx, {
      shipmentId: shipment.id,
      event: mail,
      happenedAt: now,
      recordedBy: actor.id,
      recordedAt: now,
    });
    (await moveToken(tx, order.tokenId ?? "", { from: "delivered", to: "in_transit" })) ??
      fail("conflict", "token");
    (await saveOrder(tx, order, { state, deliveredAt: null, dispatchId: null })) ?? fail("conflict", "order");
    return {
      result: { orderId, number: order.number },
      change: await orderChange(tx, order, {
        before: { mail: shipment.state, state: order.state },
        after: { mail, state, trackingNumber: shipment.trackingNumber },
        reason,
      }),
    };
  },
});

/**
 * Says that mail recorded as delivered lies here again: handed to somebody else, given back, or recorded by mistake.
 * From then on it is mail that came back. Fails with `conflict` where the token has been registered meanwhile.
 */
export const takeBackMail: typeof takeBackCommand = (context, order) =>
  explained(takeBackCommand(context, order));
