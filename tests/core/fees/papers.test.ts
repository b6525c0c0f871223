import { afterEach, expect, test } from "vitest";
import type { Context, StaffActor } from "#core/actor.ts";
import { issuePaper } from "#core/fees/issue-paper.ts";
import { issuesOf, markOf } from "#core/fees/papers.ts";
import { readPapers } from "#core/fees/read-papers.ts";
import { allocateSerial } from "#core/orders/allocate.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { shipOrder } from "#core/orders/ship.ts";
import { failureOf, nextTrackingNumber, withWorld } from "#tests/support/world.ts";
import { assessed, grant, pay } from "./made.ts";

const world = withWorld();
afterEach(() => world.setNow("2026-11-24T10:00:00+09:00"));

async function ship(orderId: string) {
  const { serial } = await world.token();
  await allocateSerial(world.as("operations"), { orderId, serial });
  await shipOrder(world.as("operations"), { orderId, trackingNumber: nextTrackingNumber() });
}

const papers = async (feeId: string) => (await readPapers(world.as("clerk"), { feeId })).papers;

test("before the token is posted there is no invoice, and without cash no receipt", async () => {
  const { feeId, orderId } = await assessed(world);
  expect(await papers(feeId)).toEqual({
    invoice: "notFinal",
    returnInvoice: "notReturned",
    receipt: "notPaid",
  });
  await ship(orderId);
  world.advance({ days: 2 });
  expect(await papers(feeId)).toEqual({
    invoice: {
      sum: { netYen: 1000, taxYen: 100, grossYen: 1100 },
      taxPercent: 10,
      suppliedOn: "2026-11-24",
      on: "2026-11-26",
    },
    returnInvoice: "notReturned",
    receipt: "notPaid",
  });
});

test("a refund has its return invoice, and the invoice and the receipt stay as they were", async () => {
  const { feeId, orderId } = await assessed(world);
  const { receiptNumber } = await pay(world, feeId);
  await ship(orderId);
  const before = await papers(feeId);
  world.advance({ days: 3 });
  await grant(world, feeId, "refund");
  const sum = { netYen: 1000, taxYen: 100, grossYen: 1100 };
  const after = await papers(feeId);
  expect(after).toEqual({
    ...before,
    invoice: expect.objectContaining({ sum }),
    returnInvoice: { sum, taxPercent: 10, suppliedOn: "2026-11-24", on: "2026-11-27" },
  });
  expect(after.receipt).toEqual([{ number: receiptNumber, amountYen: 1100, on: "2026-11-24" }]);
});

test("what was paid under the quote and the rest of the new rate are two receipts and one invoice", async () => {
  world.setNow("2019-09-30T12:00:00+09:00");
  const { feeId, orderId } = await assessed(world);
  await pay(world, feeId, 1080);
  world.setNow("2019-10-01T09:00:00+09:00");
  await ship(orderId);
  await pay(world, feeId, 20);
  const { invoice, receipt } = await papers(feeId);
  expect(invoice).toMatchObject({ sum: { netYen: 1000, taxYen: 100, grossYen: 1100 }, taxPercent: 10 });
  expect(receipt).toMatchObject([
    { amountYen: 1080, on: "2019-09-30" },
    { amountYen: 20, on: "2019-10-01" },
  ]);
});

test("where that rest is waived, the invoice and the return invoice say the tax within what was charged", async () => {
  world.setNow("2019-09-30T12:00:00+09:00");
  const { feeId, orderId } = await assessed(world);
  await pay(world, feeId, 1080);
  world.setNow("2019-10-01T09:00:00+09:00");
  await ship(orderId);
  await grant(world, feeId, "waive");
  await grant(world, feeId, "refund");
  const sum = { netYen: 982, taxYen: 98, grossYen: 1080 };
  expect(await papers(feeId)).toMatchObject({ invoice: { sum }, returnInvoice: { sum } });
});

test("tax of an odd sum is rounded once, down to the yen", async () => {
  await world.sql`insert into fee_rules (id, kind, reason, net_yen, valid_from)
    values (gen_random_uuid(), 'reissue', 'damaged', 1234, '2026-11-01')`;
  const { feeId, orderId } = await assessed(world, { reason: "damaged" });
  await ship(orderId);
  expect((await papers(feeId)).invoice).toMatchObject({
    sum: { netYen: 1234, taxYen: 123, grossYen: 1357 },
  });
});

test("what is free, waived, or paid for an order that never went out has no invoice", async () => {
  const free = await assessed(world, { reason: "initial_defect" });
  await ship(free.orderId);
  const waived = await assessed(world);
  await ship(waived.orderId);
  await grant(world, waived.feeId, "waive");
  const cancelled = await assessed(world);
  await pay(world, cancelled.feeId);
  await cancelOrder(world.as("operations"), { orderId: cancelled.orderId, reason: "取消" });
  await grant(world, cancelled.feeId, "refund");
  for (const { feeId } of [free, waived, cancelled]) {
    expect(await papers(feeId)).toMatchObject({ invoice: "notCharged", returnInvoice: "notReturned" });
  }
  expect((await papers(cancelled.feeId)).receipt).toHaveLength(1);
});

test("what was given back before the token went out was never charged for it", async () => {
  const { feeId, orderId } = await assessed(world);
  await pay(world, feeId);
  await grant(world, feeId, "refund");
  world.advance({ days: 1 });
  await ship(orderId);
  expect(await papers(feeId)).toMatchObject({ invoice: "notCharged", returnInvoice: "notReturned" });
});

test("names the issuer only once all of it is said, and the customer whole to those who hand papers over", async () => {
  const { feeId } = await assessed(world);
  await world.sql`update settings set issuer_name = '試験金庫', issuer_address = '浜松市'`;
  expect((await readPapers(world.as("clerk"), { feeId })).issuer).toBeNull();
  await world.sql`update settings set issuer_number = 'T7123456789012'`;
  const { issuer, contract } = await readPapers(world.as("clerk"), { feeId });
  expect(issuer).toEqual({ name: "試験金庫", address: "浜松市", number: "T7123456789012" });
  expect(contract.masked).toBe(false);
  expect((await readPapers(world.as("auditor"), { feeId })).contract.masked).toBe(true);
  const looks = await world.sql`select page from look_ups where contract_id = ${contract.id}`;
  expect(looks).toEqual([{ page: "order" }, { page: "order" }]);
});

test("another branch's papers are not there, and who sends tokens out prints none", async () => {
  const { feeId } = await assessed(world);
  const elsewhere = world.as("clerk", { branch: "002" });
  expect(await failureOf(readPapers(elsewhere, { feeId }))).toMatchObject({ code: "not_found" });
  expect(await failureOf(readPapers(world.as("operations"), { feeId }))).toMatchObject({ code: "forbidden" });
});

const issuer = { issuer_name: "試験金庫", issuer_address: "浜松市", issuer_number: "T7123456789012" };

test("a sheet is a specimen until it is issued; issued once more it says when and by whom it was first", async () => {
  await world.sql`update settings set ${world.sql(issuer)}`;
  const { feeId, orderId } = await assessed(world);
  await pay(world, feeId);
  await ship(orderId);
  const [clerk, approver] = [world.as("clerk"), world.as("approver")];
  const mark = async (by: Context<StaffActor>, receiptNumber: number | null = null) => {
    const { issues } = await readPapers(by, { feeId });
    const paper = receiptNumber === null ? "invoice" : "receipt";
    return markOf(issuesOf(issues, { paper, receiptNumber }), { by: by.actor.id, now: world.now });
  };
  expect(await mark(clerk)).toEqual({ is: "specimen" });
  await issuePaper(clerk, { feeId, paper: "invoice" });
  expect(await mark(clerk)).toEqual({ is: "first" });
  expect(await mark(approver)).toEqual({ is: "specimen" });
  const firstAt = world.now;
  world.advance({ minutes: 11 });
  expect(await mark(world.as("clerk"))).toEqual({ is: "specimen" });
  await issuePaper(world.as("approver"), { feeId, paper: "invoice" });
  expect(await mark(world.as("approver"))).toEqual({ is: "again", firstAt, firstBy: clerk.actor.name });
  await issuePaper(world.as("clerk"), { feeId, paper: "receipt" });
  const told = await world.sql`select after from audit where action = 'fee.issue_paper' order by id`;
  expect(told.map(({ after }) => after)).toEqual([
    { paper: "invoice", issued: 1 },
    { paper: "invoice", issued: 2 },
    { paper: "receipt", issued: 1 },
  ]);
});

test("issued by two at the same moment it is issued once, or the second time as one more", async () => {
  const { feeId, orderId } = await assessed(world);
  await ship(orderId);
  await world.sql`update settings set ${world.sql(issuer)}`;
  const issue = (person: 1 | 2) =>
    failureOf(issuePaper(world.as("clerk", { person }), { feeId, paper: "invoice" }));
  const ends = await Promise.all([issue(1), issue(2), issue(1), issue(2)]);
  const issued = await world.sql`select number from fee_paper_issues where fee_id = ${feeId} order by number`;
  expect(issued.map(({ number }) => number)).toEqual(issued.map((_, nth) => nth + 1));
  expect(ends.filter((end) => end === undefined)).toHaveLength(issued.length);
  expect(ends.filter((end) => end && end.about !== "feePaper")).toEqual([]);
});

test("no paper is issued that there is not, nor by the auditor", async () => {
  const { feeId } = await assessed(world);
  expect(await failureOf(issuePaper(world.as("clerk"), { feeId, paper: "invoice" }))).toMatchObject({
    code: "conflict",
    about: "feePaper",
  });
  const auditor = world.as("auditor");
  expect(await failureOf(issuePaper(auditor, { feeId, paper: "invoice" }))).toMatchObject({
    code: "forbidden",
  });
});
