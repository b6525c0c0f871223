import { beforeAll, expect, test } from "vitest";
import { readFeeRuleChange } from "#core/fee-rules/read.ts";
import { allocateSerial } from "#core/orders/allocate.ts";
import { assessed, grant } from "#tests/core/fees/made.ts";
import { approved, keyed, shipped, submitted, withWorld } from "#tests/support/world.ts";
import { approve, asItWas, checker, proposedFee, proposedRate, today, tomorrow } from "./made.ts";

const world = withWorld();
const previewOf = async (feeRuleChangeId: string) => {
  const { preview } = await readFeeRuleChange(checker(world), { feeRuleChangeId });
  if (!preview) throw new Error("no preview");
  return preview;
};

/** Under way: reissues lost, faulty and of a defect, one new; orders placed and allocated; and what is touched by nothing. */
beforeAll(async () => {
  await keyed(world, await world.registered(), "reissue", "lost");
  await submitted(world, await world.registered({ branch: "002" }), "reissue", "faulty");
  await keyed(world, await world.registered(), "reissue", "initial_defect");
  await keyed(world, await world.contract(), "new");
  await submitted(world, await world.registered(), "unlock");
  await assessed(world);
  const allocated = await approved(world, await world.contract(), "new");
  const { serial } = await world.token();
  await allocateSerial(world.as("operations"), { orderId: allocated.orderId, serial });
  await shipped(world, await world.registered());
  await assessed(world, { reason: "initial_defect" });
  const waived = await assessed(world);
  await grant(world, waived.feeId, "waive");
  world.setNow(`${today}T10:00:00+09:00`);
});

test("a fee touches the forms that it covers and that are not approved yet, with what they would cost", async () => {
  const preview = await previewOf(await proposedFee(world));
  expect(preview).toMatchObject({ total: 2, forms: 2, oldYen: 2200, newYen: 2640 });
  expect(
    preview.rows.map(({ subject, reason, branchCode, oldYen, newYen }) => ({
      subject,
      reason,
      branchCode,
      oldYen,
      newYen,
    })),
  ).toEqual([
    { subject: "form", reason: "lost", branchCode: "001", oldYen: 1100, newYen: 1320 },
    { subject: "form", reason: "faulty", branchCode: "002", oldYen: 1100, newYen: 1320 },
  ]);
  await asItWas(world);
});

test("a fee of one reason, or of a token given back, touches what is of that alone", async () => {
  expect(await previewOf(await proposedFee(world, { reason: "lost", netYen: "500" }))).toMatchObject({
    total: 1,
    oldYen: 1100,
    newYen: 550,
  });
  expect(await previewOf(await proposedFee(world, { oldToken: "kept", netYen: "500" }))).toMatchObject({
    total: 2,
  });
  expect(await previewOf(await proposedFee(world, { oldToken: "returned", netYen: "500" }))).toMatchObject({
    total: 0,
    oldYen: 0,
    newYen: 0,
  });
  await asItWas(world);
});

test("a rate touches the orders whose tax is not final as well: not what was posted, is free, or was waived", async () => {
  const preview = await previewOf(await proposedRate(world));
  // Three forms of 1,000 yen and two orders: 5 × 1,100 and 5 × 1,120.
  expect(preview).toMatchObject({ total: 5, forms: 3, oldYen: 5500, newYen: 5600 });
  expect(preview.rows.filter(({ subject }) => subject === "order")).toMatchObject([
    { kind: "reissue", reason: "lost", oldYen: 1100, newYen: 1120 },
    { kind: "new", oldYen: 1100, newYen: 1120 },
  ]);
  await asItWas(world);
});

test("what is planned for before counts as what holds, and what is planned for after as nothing", async () => {
  await approve(world, await proposedFee(world, { netYen: "2000" }));
  await approve(world, await proposedRate(world, { validFrom: "2090-06-01", percent: "15" }));
  const preview = await previewOf(await proposedFee(world, { validFrom: "2090-05-01", netYen: "3000" }));
  expect(preview).toMatchObject({ total: 2, oldYen: 4400, newYen: 6600 });
  expect(
    await previewOf(await proposedRate(world, { validFrom: "2090-05-01", percent: "20" })),
  ).toMatchObject({
    // Two reissues at 2,000, a new one and two orders at 1,000: 7,700 and 8,400.
    total: 5,
    oldYen: 7700,
    newYen: 8400,
  });
  await asItWas(world);
});

test("where tax is by the day of approval, an order's is final", async () => {
  await world.sql`update settings set tax_point = 'assessment'`;
  await assessed(world);
  await world.sql`update settings set tax_point = 'dispatch'`;
  expect(await previewOf(await proposedRate(world))).toMatchObject({ total: 5 });
  await asItWas(world);
});

test("whose day has begun while it waited is told to be late, and a decided one shows no preview", async () => {
  const feeRuleChangeId = await proposedFee(world);
  world.setNow(`${tomorrow}T00:00:00+09:00`);
  expect(await readFeeRuleChange(checker(world), { feeRuleChangeId })).toMatchObject({ late: true });
  world.setNow(`${today}T10:00:00+09:00`);
  await approve(world, feeRuleChangeId);
  expect(await readFeeRuleChange(checker(world), { feeRuleChangeId })).toMatchObject({
    late: false,
    preview: null,
  });
  await asItWas(world);
});
