import { z } from "zod";
import { findContract } from "#db/contracts.ts";
import { findDispatch } from "#db/dispatches.ts";
import { findFeeOfOrder, listFeeEntries } from "#db/fees.ts";
import { findForm } from "#db/forms.ts";
import { findOrder } from "#db/orders.ts";
import { listMailEvents, listShipments } from "#db/shipments.ts";
import { findToken } from "#db/tokens.ts";
import { addBusinessDays } from "../calendar.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { addressText } from "../dispatches/rules.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { cameFromInput, lookAt } from "../look-ups/look.ts";
import { mailLimits } from "../shipments/limits.ts";
import { keptUntil } from "./destroy.ts";
import { isToSend, openOrderStates, orderClock, soonLateDays } from "./rules.ts";

/**
 * One order with all that its page shows: whose it is, its form, serial, shipments with the post's events, fee. The
 * look goes on record.
 */
export const readOrder = query({
  permit: "order.read",
  input: z.object({ orderId: idInput, cameFrom: cameFromInput }),
  async run(given, { orderId, cameFrom }) {
    const { db, scope, now } = given;
    const order = (await findOrder(db, scope, orderId)) ?? fail("not_found", "order");
    const [found, form, token, dispatch, shipments, fee] = await Promise.all([
      findContract(db, scope, order.contractId),
      findForm(db, scope, order.formId),
      order.tokenId ? findToken(db, order.tokenId) : undefined,
      order.dispatchId ? findDispatch(db, order.dispatchId) : undefined,
      listShipments(db, orderId),
      findFeeOfOrder(db, orderId),
    ]);
    if (!found || !form) return fail("not_found", "order");
    const underWay = (openOrderStates as readonly string[]).includes(order.state);
    const contract = await lookAt(given, found, { page: "order", underWay, cameFrom });
    const today = japanDay(now);
    const [latest] = shipments;
    const { silentSince } = await mailLimits(db, now);
    const returned = shipments.filter((one) => one.state === "returned").length;
    const postings = await Promise.all(
      shipments.map(async (shipment) => ({ ...shipment, events: await listMailEvents(db, shipment.id) })),
    );
    const wasLost = postings.filter(({ events }) => events.some(({ event }) => event === "lost"));
    return {
      order,
      keptUntil: await keptUntil(db, order),
      addressChanged: form.addressAtKeying !== null && form.addressAtKeying !== addressText(found),
      /** When the post last said anything, where that is too long ago. */
      silentFrom:
        order.state === "shipped" && latest && latest.heardAt < silentSince ? latest.heardAt : undefined,
      resendable: isToSend({ ...order, returned }),
      clock: orderClock(order, { today, soon: addBusinessDays(today, soonLateDays) }),
      contract,
      form,
      token,
      /** With which others it is packed. */
      dispatch,
      fee,
      feeEntries: fee ? await listFeeEntries(db, fee.id) : [],
      shipments: postings,
      /** How often its mail was given up for lost, found later or not. */
      lostTimes: wasLost.length,
    };
  },
});
