import { expect, test } from "vitest";
import { approveForm } from "#core/forms/approve.ts";
import { editForm } from "#core/forms/edit.ts";
import { keyForm } from "#core/forms/key.ts";
import { receiveForm } from "#core/forms/receive.ts";
import { cancelForm, markFormIncomplete, returnForm } from "#core/forms/send-back.ts";
import { submitForm } from "#core/forms/submit.ts";
import { allocateSerial } from "#core/orders/allocate.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { closeOrder } from "#core/orders/close.ts";
import { shipOrder } from "#core/orders/ship.ts";
import { recordMailEvent } from "#core/shipments/record.ts";
import {
  approved,
  failureOf,
  keyed,
  nextTrackingNumber,
  paper,
  shipped,
  submitted,
  withWorld,
} from "#tests/support/world.ts";

const world = withWorld();

type Case = [
  action: string,
  before: Record<string, unknown> | null,
  after: Record<string, unknown>,
  prepare: () => Promise<() => Promise<unknown>>,
];

const clerk = () => world.as("clerk");
const operations = () => world.as("operations");
const reason = "理由";

/** Each command once, made ready so that nothing but itself writes. */
const cases: Case[] = [
  [
    "form.key",
    null,
    { state: "received", kind: "unlock", reason: null },
    async () => {
      const contract = await world.registered();
      return () => keyForm(clerk(), paper(contract, "unlock"));
    },
  ],
  [
    "form.edit",
    { note: "" },
    { note: "訂正" },
    async () => {
      const contract = await world.registered();
      const { formId } = await keyed(world, contract, "unlock");
      const { contractorId: _, kind: __, channel: ___, ...fields } = paper(contract, "unlock");
      return () => editForm(clerk(), { formId, ...fields, note: "訂正" });
    },
  ],
  [
    "form.receive",
    { state: "provisional" },
    { state: "received" },
    async () => {
      const contract = await world.registered();
      const { formId } = await keyForm(clerk(), { ...paper(contract, "loss_report"), channel: "phone" });
      return () => receiveForm(clerk(), { formId });
    },
  ],
  [
    "form.submit",
    { state: "received" },
    { state: "awaiting_approval" },
    async () => {
      const form = await keyed(world, await world.registered(), "unlock");
      return () => submitForm(clerk(), { formId: form.formId });
    },
  ],
  [
    "form.mark_incomplete",
    { state: "received" },
    { state: "incomplete" },
    async () => {
      const { formId } = await keyed(world, await world.registered(), "unlock");
      return () => markFormIncomplete(clerk(), { formId, reason });
    },
  ],
  [
    "form.cancel",
    { state: "received" },
    { state: "cancelled" },
    async () => {
      const { formId } = await keyed(world, await world.registered(), "unlock");
      return () => cancelForm(clerk(), { formId, reason });
    },
  ],
  [
    "form.return",
    { state: "awaiting_approval" },
    { state: "returned" },
    async () => {
      const { formId } = await submitted(world, await world.registered(), "unlock");
      return () => returnForm(world.as("approver"), { formId, reason });
    },
  ],
  [
    "form.approve",
    { state: "awaiting_approval" },
    { state: "completed", kind: "unlock", reason: null, unlocked: true },
    async () => {
      const { formId } = await submitted(world, await world.registered(), "unlock");
      return () => approveForm(world.as("approver"), { formId });
    },
  ],
  [
    "order.allocate",
    { state: "placed" },
    { state: "allocated", serial: "AUDIT-01" },
    async () => {
      const { orderId } = await approved(world, await world.registered(), "exchange");
      await world.token({ serial: "AUDIT-01" });
      return () => allocateSerial(operations(), { orderId, serial: "AUDIT-01" });
    },
  ],
  [
    "order.ship",
    { state: "allocated" },
    {
      state: "shipped",
      serial: "AUDIT-02",
      trackingNumber: expect.any(String),
      cardUntil: expect.any(String),
    },
    async () => {
      const { orderId } = await approved(world, await world.registered(), "exchange");
      await world.token({ serial: "AUDIT-02" });
      await allocateSerial(operations(), { orderId, serial: "AUDIT-02" });
      return () => shipOrder(operations(), { orderId, trackingNumber: nextTrackingNumber() });
    },
  ],
  [
    "mail.record",
    { mail: "posted", state: "shipped" },
    expect.objectContaining({ mail: "returned", state: "returned", office: "浜松東" }),
    async () => {
      const { shipmentId } = await shipped(world, await world.registered());
      return () =>
        recordMailEvent(operations(), {
          shipmentId,
          event: "returned",
          happenedAt: world.now,
          office: "浜松東",
        });
    },
  ],
  [
    "order.close",
    { state: "returned" },
    { state: "closed" },
    async () => {
      const { shipmentId, orderId } = await shipped(world, await world.registered());
      await recordMailEvent(operations(), { shipmentId, event: "returned", happenedAt: world.now });
      return () => closeOrder(operations(), { orderId, reason });
    },
  ],
  [
    "order.cancel",
    { state: "placed" },
    { state: "cancelled", reversedYen: 1100 },
    async () => {
      const { orderId } = await approved(world, await world.registered(), "exchange");
      return () => cancelOrder(operations(), { orderId, reason });
    },
  ],
];

const rowsOf = () => world.sql`select * from audit order by id`;

test.each(cases)("%s leaves one row, its refused repetition none", async (action, before, after, prepare) => {
  const run = await prepare();
  const already = (await rowsOf()).length;
  await run();
  const added = (await rowsOf()).slice(already);
  expect(added).toHaveLength(1);
  expect(added[0]).toMatchObject({
    action,
    before,
    actor_kind: "staff",
    address: "192.0.2.1",
    branch_code: "001",
  });
  expect(added[0]?.after).toEqual(after);
  const [form] =
    await world.sql`select number, maker_id, checker_id from forms where contract_id = ${added[0]?.contract_id}`;
  expect(added[0]).toMatchObject({
    form_number: form?.number,
    maker_id: form?.maker_id,
    checker_id: form?.checker_id,
  });
  expect(added[0]?.checker_id !== null).toBe(!/^form\.(?!approve|return)/.test(action));
  expect(added[0]?.at).toEqual(world.now);
  expect(added[0]?.contract_id).toBeTruthy();
  const hasReason = ["form.mark_incomplete", "form.cancel", "form.return", "order.close", "order.cancel"];
  expect(added[0]?.reason).toBe(hasReason.includes(action) ? reason : null);
  if (action === "form.edit") return;
  expect(await failureOf(run())).toBeDefined();
  expect(await rowsOf()).toHaveLength(already + 1);
});
