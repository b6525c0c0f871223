import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { reopenCardAccess } from "#db/contracts.ts";
import { findOrder, type Order } from "#db/orders.ts";
import { insertMailEvent, listShipments, moveShipment } from "#db/shipments.ts";
import { findToken, moveToken } from "#db/tokens.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { reasonInput } from "../forms/input.ts";
import { idInput } from "../input.ts";
import { mailTransitions } from "../shipments/rules.ts";
import { follow } from "../transitions.ts";
import { orderChange } from "./change.ts";
import { freeOrder } from "./release.ts";

/**
 * Gives up the mail of an order under way: the shipment is lost, the order waits for another token, and the card opens
 * the login for as long as that takes. The fee stays as it is: the customer pays once. Fails with `conflict`.
 */
export async function loseMail(
  tx: Tx,
  order: Order,
  { by, now }: { by: StaffActor; now: Date },
): Promise<string> {
  const [shipment] = await listShipments(tx, order.id);
  if (order.state !== "shipped" || !shipment) return fail("conflict", "order");
  const to = follow(mailTransitions, shipment.state, "give_up") ?? fail("conflict", "shipment");
  (await moveShipment(tx, shipment.id, { from: shipment.state, to, heardAt: now })) ??
    fail("conflict", "shipment");
  await insertMailEvent(tx, {
    shipmentId: shipment.id,
    event: to,
    happenedAt: now,
    recordedBy: by.id,
    recordedAt: now,
  });
  await freeOrder(tx, order);
  await reopenCardAccess(tx, order.contractId, now);
  return shipment.trackingNumber;
}

const input = z.object({ orderId: idInput, reason: reasonInput });

const loseCommand = command<typeof input, { orderId: string; number: number }, StaffActor>({
  name: "order.lose_mail",
  permit: "order.dispatch",
  fresh: true,
  input,
  async run({ tx, actor, now, scope }, { orderId, reason }) {
    const order = (await findOrder(tx, scope, orderId)) ?? fail("not_found", "order");
    const token = (order.tokenId && (await findToken(tx, order.tokenId))) || fail("conflict", "order");
    const trackingNumber = await loseMail(tx, order, { by: actor, now });
    (await moveToken(tx, token.id, { from: "in_transit", to: "revoked" })) ?? fail("conflict", "token");
    return {
      result: { orderId, number: order.number },
      change: await orderChange(tx, order, {
        before: { state: order.state },
        after: { state: "placed", mail: "lost", trackingNumber, revokedSerial: token.serial },
        reason,
      }),
    };
  },
});

/**
 * 亡失: declares mail lost that the post cannot find. Its token is revoked for good, wherever it may turn up; see
 * `loseMail` for the rest. Fails with `conflict` where the order is not under way by post.
 */
export const declareMailLost: typeof loseCommand = (context, order) => explained(loseCommand(context, order));
