import { z } from "zod";
import { insertDispatch, takeIntoDispatch } from "#db/dispatches.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { dispatchAtMost } from "./rules.ts";

const input = z.object({
  orderIds: z.array(idInput).min(1, "dispatch.none").max(dispatchAtMost, "dispatch.many"),
});

/**
 * Packs orders together. Fails with `conflict` where one of them has moved on, or is in another dispatch: pressed
 * twice it makes one.
 */
export const makeDispatch = command<typeof input, { dispatchId: string; number: number }, StaffActor>({
  name: "dispatch.make",
  permit: "order.dispatch",
  input,
  async run({ tx, actor, now }, { orderIds }) {
    const asked = [...new Set(orderIds)];
    const dispatch = await insertDispatch(tx, { madeBy: actor.id, madeAt: now });
    const orderNumbers = await takeIntoDispatch(tx, dispatch.id, asked);
    if (orderNumbers.length < asked.length) fail("conflict", "packed");
    return {
      result: { dispatchId: dispatch.id, number: dispatch.number },
      change: {
        subject: { kind: "dispatch", id: dispatch.id, label: String(dispatch.number) },
        after: { orderNumbers, orderCount: orderNumbers.length },
      },
    };
  },
});
