import { z } from "zod";
import { findOrder } from "#db/orders.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { trackingNumberInput } from "../shipments/input.ts";
import { postOrder } from "./post.ts";

const input = z.object({ orderId: idInput, trackingNumber: trackingNumberInput });

const shipCommand = command<typeof input, { orderId: string; number: number }, StaffActor>({
  name: "order.ship",
  permit: "order.dispatch",
  input,
  async run({ tx, actor, now, scope }, { orderId, trackingNumber }) {
    const order = (await findOrder(tx, scope, orderId)) ?? fail("not_found", "order");
    const change = await postOrder(tx, { order, trackingNumber, by: actor, now });
    return { result: { orderId, number: order.number }, change };
  },
});

/** Posts one order: see `postOrder`. Fails with `invalid` where the number is not one, or another shipment's. */
export const shipOrder: typeof shipCommand = (context, order) => explained(shipCommand(context, order));
