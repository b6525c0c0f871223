import { expect, test } from "vitest";
import { collectCash } from "#core/fees/collect.ts";
import { approveFeeRequest, turnDownFeeRequest } from "#core/fees/decide.ts";
import { withdrawFeeRequest } from "#core/fees/withdraw.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import { ask, assessed, debit, grant, pay, standing } from "./made.ts";

const world = withWorld();
const manager = (person: 1 | 2 = 1) => world.as("manager", { person });
const cancel = (orderId: string) => cancelOrder(world.as("operations"), { orderId, reason: "取消" });

test("cash at the counter settles what is due, and its receipts are numbered without a gap", async () => {
  const [first, second] = [await assessed(world), await assessed(world)];
  const { receiptNumber } = await pay(world, first.feeId);
  expect(await failureOf(pay(world, first.feeId))).toMatchObject({ code: "conflict", about: "fee" });
  expect(await pay(world, second.feeId)).toMatchObject({ receiptNumber: receiptNumber + 1, amountYen: 1100 });
  expect(await standing(world, first.feeId)).toMatchObject({ state: "collected", dueYen: 0, paidYen: 1100 });
  const [row] = await world.sql`select action, subject_label, after from audit
    where subject_id = ${first.feeId} order by id desc limit 1`;
  expect(row).toMatchObject({ action: "fee.collect", after: { amountYen: 1100, receiptNumber } });
});

test("a clerk takes no other sum than is due, and of no other branch's fee", async () => {
  const { feeId } = await assessed(world);
  expect(await failureOf(pay(world, feeId, 1000))).toMatchObject({ code: "conflict" });
  const elsewhere = world.as("clerk", { branch: "002" });
  expect(await failureOf(collectCash(elsewhere, { feeId, counted: 1100 }))).toMatchObject({
    code: "not_found",
  });
  expect((await standing(world, feeId)).kinds).toEqual(["assessed"]);
});

test("a waiver is asked for by one and approved by another, and then nothing is due", async () => {
  const { feeId } = await assessed(world);
  const { requestId } = await ask(world, feeId, "waive");
  expect(await failureOf(ask(world, feeId, "waive"))).toMatchObject({ about: "feeRequestUnderWay" });
  await approveFeeRequest(manager(), { requestId });
  expect(await standing(world, feeId)).toMatchObject({
    state: "waived",
    claimYen: 0,
    kinds: ["assessed", "waived"],
  });
  expect(await failureOf(approveFeeRequest(manager(), { requestId }))).toMatchObject({ code: "conflict" });
});

test("nobody decides what they asked for, and only its maker takes it back", async () => {
  const { feeId } = await assessed(world);
  const { requestId } = await ask(world, feeId, "waive");
  const own = { ...manager(), actor: { ...manager().actor, id: world.as("approver").actor.id } };
  expect(await failureOf(approveFeeRequest(own, { requestId }))).toMatchObject({ about: "fourEyes" });
  expect(await failureOf(turnDownFeeRequest(own, { requestId, note: "x" }))).toMatchObject({
    about: "fourEyes",
  });
  expect(await failureOf(withdrawFeeRequest(manager(), { requestId }))).toMatchObject({
    about: "onlyItsMaker",
  });
  await turnDownFeeRequest(manager(), { requestId, note: "規程に当たらない" });
  expect(await failureOf(withdrawFeeRequest(world.as("approver"), { requestId }))).toMatchObject({
    code: "conflict",
  });
  expect(await standing(world, feeId)).toMatchObject({ state: "outstanding", dueYen: 1100 });
});

test("a refund gives the money back and takes the charge away", async () => {
  const { feeId } = await assessed(world);
  expect(await failureOf(ask(world, feeId, "refund"))).toMatchObject({ code: "conflict" });
  await pay(world, feeId);
  await grant(world, feeId, "refund");
  expect(await standing(world, feeId)).toMatchObject({
    state: "refunded",
    claimYen: 0,
    paidYen: 0,
    kinds: ["assessed", "collected", "reversed", "refunded"],
  });
});

test("what was paid for an order that is cancelled is owed, and then refunded alone", async () => {
  const { feeId, orderId } = await assessed(world);
  await pay(world, feeId);
  await cancel(orderId);
  expect(await standing(world, feeId)).toMatchObject({ state: "refund_due", creditYen: 1100, dueYen: 0 });
  await grant(world, feeId, "refund");
  expect(await standing(world, feeId)).toMatchObject({
    state: "refunded",
    creditYen: 0,
    kinds: ["assessed", "collected", "reversed", "refunded"],
  });
});

test("cancelling reverses what is still charged: nothing of a fee that was waived, or that was free", async () => {
  const [waived, free] = [await assessed(world), await assessed(world, { reason: "initial_defect" })];
  await grant(world, waived.feeId, "waive");
  for (const { orderId } of [waived, free]) await cancel(orderId);
  expect(await standing(world, waived.feeId)).toMatchObject({
    state: "waived",
    kinds: ["assessed", "waived"],
  });
  expect(await standing(world, free.feeId)).toMatchObject({ state: "free", kinds: ["assessed"] });
});

test("while a debit is out, nobody pays, waives or refunds; failed, it is due again", async () => {
  const { feeId } = await assessed(world);
  await debit(world, feeId, "billed");
  expect(await standing(world, feeId)).toMatchObject({ state: "billed", dueYen: 1100 });
  expect(await failureOf(pay(world, feeId))).toMatchObject({ code: "conflict" });
  expect(await failureOf(ask(world, feeId, "waive"))).toMatchObject({ code: "conflict" });
  await debit(world, feeId, "debit_failed");
  expect(await standing(world, feeId)).toMatchObject({ state: "failed", dueYen: 1100 });
  await debit(world, feeId, "billed");
  await debit(world, feeId, "collected");
  expect(await standing(world, feeId)).toMatchObject({ state: "collected", dueYen: 0 });
});

test("an approval counts for the sum that was asked for: paid meanwhile, it is refused and waits on", async () => {
  const { feeId } = await assessed(world);
  const { requestId } = await ask(world, feeId, "waive");
  await pay(world, feeId);
  expect(await failureOf(approveFeeRequest(manager(), { requestId }))).toMatchObject({ about: "fee" });
  const [left] = await world.sql`select state from fee_requests where id = ${requestId}`;
  expect(left).toEqual({ state: "proposed" });
});

test.each([
  ["cash twice", async (feeId: string) => [() => pay(world, feeId), () => pay(world, feeId)]],
  [
    "a waiver against cash",
    async (feeId: string) => {
      const { requestId } = await ask(world, feeId, "waive");
      return [() => pay(world, feeId), () => approveFeeRequest(manager(), { requestId })];
    },
  ],
  [
    "two who approve one waiver",
    async (feeId: string) => {
      const { requestId } = await ask(world, feeId, "waive");
      return [1, 2].map((person) => () => approveFeeRequest(manager(person as 1), { requestId }));
    },
  ],
  [
    "two who ask",
    async (feeId: string) => [() => ask(world, feeId, "waive"), () => ask(world, feeId, "waive")],
  ],
  [
    "cash against a debit sent out",
    async (feeId: string) => [() => pay(world, feeId), () => debit(world, feeId, "billed")],
  ],
])("%s at the same moment: one wins, round after round", async (_, made) => {
  for (let round = 0; round < 6; round++) {
    const { feeId } = await assessed(world);
    const racers = await made(feeId);
    const ends = await Promise.allSettled(racers.map((race) => race()));
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { claimYen, paidYen } = await standing(world, feeId);
    expect([0, 1100]).toContain(claimYen - paidYen);
  }
});
