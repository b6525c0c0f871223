import { z } from "zod";
import { setCardDeadline } from "#db/contracts.ts";
import { findOrder, saveOrder } from "#db/orders.ts";
import { readSettings } from "#db/settings.ts";
import { insertMailEvent, insertShipment, listShipments } from "#db/shipments.ts";
import { findToken, moveToken } from "#db/tokens.ts";
import type { StaffActor } from "../actor.ts";
import { addDays, japanDay, startOfJapanDay } from "../clock.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { settleTax } from "../fees/settle-tax.ts";
import { halfWidth, idInput } from "../input.ts";
import { isTrackingNumber } from "../shipments/rules.ts";
import { follow } from "../transitions.ts";
import { orderChange } from "./change.ts";
import { orderTransitions, shipmentsAtMost } from "./rules.ts";

/** As printed on the receipt of the post office, with or without hyphens. */
const trackingNumberInput = halfWidth
  .transform((text) => text.replaceAll("-", "").toUpperCase())
  .pipe(
    z
      .string()
      .min(1, "required")
      .regex(/^(\d{11,12}|[A-Z]{2}\d{9}[A-Z]{2})$/, "trackingNumber.format")
      .refine(isTrackingNumber, "trackingNumber.checkDigit"),
  );

const input = z.object({ orderId: idInput, trackingNumber: trackingNumberInput });

const shipCommand = command<typeof input, { orderId: string; number: number }, StaffActor>({
  name: "order.ship",
  permit: "order.dispatch",
  input,
  async run({ tx, actor, now, scope }, { orderId, trackingNumber }) {
    const order = (await findOrder(tx, scope, orderId)) ?? fail("not_found", "order");
    const state = follow(orderTransitions, order.state, "ship") ?? fail("conflict", "order");
    if ((await listShipments(tx, orderId)).length >= shipmentsAtMost) fail("conflict", "shippedAgain");
    const token = (order.tokenId && (await findToken(tx, order.tokenId))) || fail("conflict", "order");
    if (token.state === "allocated") {
      (await moveToken(tx, token.id, { from: "allocated", to: "in_transit" })) ?? fail("conflict", "token");
    }
    (await saveOrder(tx, order, { state, shippedAt: now })) ?? fail("conflict", "order");
    const shipment = await insertShipment(tx, {
      orderId,
      trackingNumber,
      state: "posted",
      shippedBy: actor.id,
      shippedAt: now,
    });
    await insertMailEvent(tx, {
      shipmentId: shipment.id,
      event: "posted",
      happenedAt: now,
      recordedBy: actor.id,
      recordedAt: now,
    });
    const settings = await readSettings(tx);
    const adjustedYen = order.shippedAt === null ? await settleTax(tx, { orderId, settings, now }) : 0;
    const cardUntil = startOfJapanDay(addDays(japanDay(now), settings.cardAccessDays + 1));
    await setCardDeadline(tx, order.contractId, cardUntil);
    return {
      result: { orderId, number: order.number },
      change: await orderChange(tx, order, {
        before: { state: order.state },
        after: {
          state,
          serial: token.serial,
          trackingNumber,
          cardUntil,
          ...(adjustedYen !== 0 && { adjustedYen }),
        },
      }),
    };
  },
});

/** Posts an order's token, once more if it came back and no third time: from here the tracking number tells where it is, and card access has its deadline. */
export const shipOrder: typeof shipCommand = (context, order) => explained(shipCommand(context, order));
