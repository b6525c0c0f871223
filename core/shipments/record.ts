import { z } from "zod";
import { findShipment, findShipmentsByNumber } from "#db/shipments.ts";
import type { StaffActor } from "../actor.ts";
import { readJapanTime } from "../clock.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail, failField } from "../errors.ts";
import { idInput } from "../input.ts";
import { trackingNumberInput } from "./input.ts";
import { recordEvent } from "./record-event.ts";
import { mailEvents } from "./rules.ts";

/** An instant, or a time of the clock in Japan as a form has it: YYYY-MM-DDTHH:MM. */
const happenedAtInput = z.unknown().transform((value, context): Date => {
  const at = value instanceof Date ? value : readJapanTime(typeof value === "string" ? value : "");
  if (at && !Number.isNaN(at.getTime())) return at;
  const missing = value === undefined || value === "";
  context.issues.push({ code: "custom", input: value, message: missing ? "required" : "happenedAt.format" });
  return z.NEVER;
});

const saidInput = {
  event: z.enum(mailEvents, "mailEvent.required"),
  happenedAt: happenedAtInput,
  office: z.string().trim().max(100, "office.long").default(""),
};

const input = z.object({ shipmentId: idInput, ...saidInput });

const recordCommand = command<typeof input, { orderId: string; number: number }, StaffActor>({
  name: "mail.record",
  permit: "order.dispatch",
  input,
  async run({ tx, actor, now, scope }, { shipmentId, ...said }) {
    const found = (await findShipment(tx, scope, shipmentId)) ?? fail("not_found", "shipment");
    const change = await recordEvent(tx, found, { ...said, by: actor, now });
    return { result: { orderId: found.order.id, number: found.order.number }, change };
  },
});

/**
 * Records what the post said of a shipment. Delivery and return move the order and its token on.
 * Fails with `invalid`, or `conflict` where the same was recorded before.
 */
export const recordMailEvent: typeof recordCommand = (context, event) =>
  explained(recordCommand(context, event));

const numberInput = z.object({ trackingNumber: trackingNumberInput, ...saidInput });

const numberCommand = command<typeof numberInput, { orderId: string; number: number }, StaffActor>({
  name: "mail.record",
  permit: "order.dispatch",
  input: numberInput,
  async run({ tx, actor, now }, { trackingNumber, ...said }) {
    const [found] = await findShipmentsByNumber(tx, [trackingNumber]);
    if (!found) return failField("trackingNumber", "trackingNumber.unknown");
    const change = await recordEvent(tx, found, { ...said, by: actor, now });
    return { result: { orderId: found.order.id, number: found.order.number }, change };
  },
});

/** The same by the number on the label, as a reader types it. */
export const recordByNumber: typeof numberCommand = (context, event) =>
  explained(numberCommand(context, event));
