import { afterEach, beforeAll, expect, test } from "vitest";
import { chargedSum } from "#core/fees/rules.ts";
import { approveForm } from "#core/forms/approve.ts";
import { allocateSerial } from "#core/orders/allocate.ts";
import { declareMailLost } from "#core/orders/lose.ts";
import { shipOrder } from "#core/orders/ship.ts";
import { findFeeOfOrder, listFeeEntries } from "#db/fees.ts";
import { nextTrackingNumber, submitted, withWorld } from "#tests/support/world.ts";
import { assessed, grant, pay, standing } from "./made.ts";

const world = withWorld();
afterEach(async () => {
  world.setNow("2026-11-24T10:00:00+09:00");
  await world.sql`update settings set tax_point = 'dispatch', tax_rounding = 'floor'`;
});

async function ship(orderId: string) {
  const { serial } = await world.token();
  await allocateSerial(world.as("operations"), { orderId, serial });
  await shipOrder(world.as("operations"), { orderId, trackingNumber: nextTrackingNumber() });
}

/** Approved one day and posted another; what its invoice would say. */
async function charged(approvedAt: string, shippedAt: string) {
  const { formId } = await submitted(world, await world.contract(), "new");
  world.setNow(approvedAt);
  await approveForm(world.as("approver"), { formId });
  const [order] = await world.sql`select o.id, f.id as fee from orders o join fees f on f.order_id = o.id
    where form_id = ${formId}`;
  const [orderId, feeId] = [String(order?.id), String(order?.fee)];
  world.setNow(shippedAt);
  await ship(orderId);
  const fee = await findFeeOfOrder(world.db, orderId);
  if (!fee) throw new Error("no fee");
  return { feeId, ...chargedSum(fee, await listFeeEntries(world.db, feeId)) };
}

beforeAll(
  () => world.sql`insert into fee_rules (id, kind, net_yen, valid_from)
    values (gen_random_uuid(), 'new', 1000, '1980-01-01')`,
);

test.each([
  ["1989-03-31T23:59:59+09:00", "1989-03-31T23:59:59.9+09:00", 0, 0],
  ["1989-03-31T23:59:59+09:00", "1989-04-01T00:00:00+09:00", 3, 30],
  ["1997-03-31T23:59:59+09:00", "1997-03-31T23:59:59.9+09:00", 3, 30],
  ["1997-03-31T23:59:59+09:00", "1997-04-01T00:00:00+09:00", 5, 50],
  ["2014-03-31T12:00:00+09:00", "2014-03-31T23:59:59+09:00", 5, 50],
  ["2014-03-31T12:00:00+09:00", "2014-04-01T00:00:00+09:00", 8, 80],
  ["2019-09-30T23:59:59+09:00", "2019-09-30T23:59:59.9+09:00", 8, 80],
  ["2019-09-30T23:59:59+09:00", "2019-10-01T00:00:00+09:00", 10, 100],
  ["2019-10-01T00:00:00+09:00", "2019-10-02T00:00:00+09:00", 10, 100],
])("approved %s and posted %s the tax is %d percent, %d yen", async (approvedAt, shippedAt, percent, tax) => {
  const sum = await charged(approvedAt, shippedAt);
  expect(sum).toMatchObject({ taxPercent: percent, netYen: 1000, taxYen: tax, grossYen: 1000 + tax });
  expect(await standing(world, sum.feeId)).toMatchObject({ dueYen: 1000 + tax });
});

test("the ledger only grows: the quote stands, and one entry says what the tax point changed", async () => {
  const { feeId } = await charged("2019-09-30T12:00:00+09:00", "2019-10-01T09:00:00+09:00");
  const entries = await world.sql`select number, kind, amount_yen, tax_percent from fee_entries
    where fee_id = ${feeId} order by number`;
  expect(entries).toEqual([
    { number: 1, kind: "assessed", amount_yen: 1080, tax_percent: null },
    { number: 2, kind: "adjusted", amount_yen: 20, tax_percent: 10 },
  ]);
  const [told] =
    await world.sql`select after from audit where action = 'order.ship' order by id desc limit 1`;
  expect(told).toMatchObject({ after: { adjustedYen: 20 } });
});

test("what is sent anew after a loss in the post is not taxed again", async () => {
  world.setNow("2019-09-30T12:00:00+09:00");
  const { orderId, feeId } = await assessed(world);
  world.setNow("2019-10-01T12:00:00+09:00");
  await ship(orderId);
  await declareMailLost(world.as("operations"), { orderId, reason: "不明" });
  world.advance({ minutes: 5 });
  await ship(orderId);
  expect(await standing(world, feeId)).toMatchObject({ dueYen: 1100 });
});

test("where the bank taxes by the day of approval, the dispatch changes nothing", async () => {
  await world.sql`update settings set tax_point = 'assessment'`;
  const sum = await charged("2019-09-30T12:00:00+09:00", "2019-10-01T09:00:00+09:00");
  expect(sum).toMatchObject({ taxPercent: 8, grossYen: 1080 });
});

test("a fee keeps the tax point that it was assessed under", async () => {
  world.setNow("2019-09-30T12:00:00+09:00");
  const { orderId, feeId } = await assessed(world);
  await world.sql`update settings set tax_point = 'assessment'`;
  world.setNow("2019-10-01T12:00:00+09:00");
  await ship(orderId);
  expect(await standing(world, feeId)).toMatchObject({ dueYen: 1100 });
});

test("what was waived stays waived, and what was paid before leaves the difference due", async () => {
  world.setNow("2019-09-30T12:00:00+09:00");
  const [waived, paid] = [await assessed(world), await assessed(world)];
  await grant(world, waived.feeId, "waive");
  await pay(world, paid.feeId, 1080);
  world.setNow("2019-10-01T12:00:00+09:00");
  for (const { orderId } of [waived, paid]) await ship(orderId);
  expect(await standing(world, waived.feeId)).toMatchObject({ state: "waived", dueYen: 0 });
  expect(await standing(world, paid.feeId)).toMatchObject({
    state: "outstanding",
    dueYen: 20,
    paidYen: 1080,
  });
});

test("a rate that falls after payment leaves the difference to be refunded", async () => {
  await world.sql`insert into tax_rates values ('2027-01-01', 8)`;
  world.setNow("2026-12-28T12:00:00+09:00");
  const { orderId, feeId } = await assessed(world);
  await pay(world, feeId);
  world.setNow("2027-01-04T12:00:00+09:00");
  await ship(orderId);
  expect(await standing(world, feeId)).toMatchObject({ state: "refund_due", creditYen: 20 });
  await grant(world, feeId, "refund");
  expect(await standing(world, feeId)).toMatchObject({ state: "collected", paidYen: 1080, claimYen: 1080 });
});
