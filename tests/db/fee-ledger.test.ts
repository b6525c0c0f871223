import { beforeEach, describe, expect, test } from "vitest";
import { cancelOrder } from "#core/orders/cancel.ts";
import { ask, assessed, debit, grant, pay } from "#tests/core/fees/made.ts";
import { refusal } from "#tests/db/refusal.ts";
import { speakersOf } from "#tests/db/speakers.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();

describe.each(speakersOf(world))("by SQL, for %s,", (_, speak) => {
  let feeId = "";
  let orderId = "";
  beforeEach(async () => {
    ({ feeId, orderId } = await assessed(world));
  });
  const enter = (
    kind: string,
    yen: number,
    more: { way?: string; requestId?: string; number?: number } = {},
  ) =>
    refusal(
      speak()`insert into fee_entries (id, fee_id, number, kind, amount_yen, way, tax_percent, receipt_number, request_id, entered_at)
        values (gen_random_uuid(), ${feeId}, ${more.number ?? 0}, ${kind}, ${yen}, ${more.way ?? null},
          ${kind === "adjusted" ? 8 : null}, null, ${more.requestId ?? null}, ${world.now.toISOString()})`,
    );

  test("a fee is assessed once, and first", async () => {
    expect(await enter("assessed", 1100)).toBe("fee_entries_assessed_first");
  });

  test("a ledger is numbered by itself, whatever number it is given, and no entry is dated before another", async () => {
    expect(await enter("billed", 1100, { number: 77 })).toBeUndefined();
    await world.sql`insert into fee_entries (id, fee_id, kind, amount_yen, entered_at)
      values (gen_random_uuid(), ${feeId}, 'debit_failed', 1100, '2001-01-01')`;
    const entries =
      await world.sql`select number, entered_at from fee_entries where fee_id = ${feeId} order by 1`;
    expect(entries.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(entries.every(({ entered_at }) => entered_at >= world.now)).toBe(true);
  });

  test("a debit asks for what is due, once, and is answered once by what it asked for", async () => {
    expect(await enter("collected", 1100, { way: "debit" })).toBe("fee_entries_answers_its_debit");
    expect(await enter("billed", 1000)).toBe("fee_entries_bills_what_is_due");
    expect(await enter("billed", 1100)).toBeUndefined();
    expect(await enter("billed", 1100)).toBe("fee_entries_bills_what_is_due");
    expect(await enter("collected", 1000, { way: "debit" })).toBe("fee_entries_answers_its_debit");
    expect(await enter("collected", 1100, { way: "cash" })).toBe("fee_entries_settles_what_is_due");
    expect(await enter("collected", 1100, { way: "debit" })).toBeUndefined();
    expect(await enter("collected", 1100, { way: "debit" })).toBe("fee_entries_answers_its_debit");
    expect(await enter("debit_failed", 1100)).toBe("fee_entries_answers_its_debit");
    expect(await enter("billed", 1100)).toBe("fee_entries_bills_what_is_due");
  });

  test("cash is what is due, and its receipt's number is nobody's to choose", async () => {
    expect(await enter("collected", 1099, { way: "cash" })).toBe("fee_entries_settles_what_is_due");
    const chosen = speak()`insert into fee_entries (id, fee_id, kind, way, amount_yen, receipt_number, entered_at)
      values (gen_random_uuid(), ${feeId}, 'collected', 'cash', 1100, 9999999, ${world.now.toISOString()}) returning receipt_number`;
    const [entry] = await chosen;
    expect(entry?.receipt_number).toBeLessThan(8_001_000);
  });

  test("nothing is waived or refunded but by an approved request for that sum of that fee, once", async () => {
    const other = await assessed(world);
    expect(await enter("waived", 1100)).toBe("fee_entries_asked_for");
    const { requestId } = await ask(world, feeId, "waive");
    expect(await enter("waived", 1100, { requestId })).toBe("fee_entries_asked_for_and_approved");
    const foreign = await grant(world, other.feeId, "waive");
    expect(await enter("waived", 1100, { requestId: foreign.requestId })).toBe(
      "fee_entries_asked_for_and_approved",
    );
    await approveBySql(requestId);
    expect(await enter("waived", 1000, { requestId })).toMatch(/^fee_entries_/);
    expect(await enter("refunded", 1100, { requestId })).toMatch(/^fee_entries_/);
    expect(await enter("waived", 1100, { requestId })).toBeUndefined();
    expect(await enter("waived", 1100, { requestId })).toMatch(/^fee_entries_/);
  });

  test("a charge is reversed with its order or for a refund, and never below nothing", async () => {
    expect(await enter("reversed", 1100)).toBe("fee_entries_reversed_with_its_order");
    await cancelOrder(world.as("operations"), { orderId, reason: "x" });
    expect(await enter("reversed", 1100)).toBe("fee_entries_reverses_what_is_charged");
    expect(await enter("adjusted", -1)).toBe("fee_entries_reverses_what_is_charged");
  });

  test("no more is refunded than is owed", async () => {
    await pay(world, feeId);
    const { requestId } = await ask(world, feeId, "refund");
    await approveBySql(requestId);
    expect(await enter("refunded", 1100, { requestId })).toBe("fee_entries_refunds_what_is_owed");
    expect(await enter("reversed", 1200, { requestId })).toMatch(/^fee_entries_/);
    expect(await enter("reversed", 1100, { requestId })).toBeUndefined();
    expect(await enter("refunded", 1100, { requestId })).toBeUndefined();
  });

  test("nobody approves their own request, nor becomes another maker in the statement that approves", async () => {
    const { requestId } = await ask(world, feeId, "waive");
    const me = world.as("approver").actor.id;
    const you = world.as("manager").actor.id;
    const update = (set: string) =>
      refusal(speak().unsafe(`update fee_requests set ${set} where id = $1`, [requestId]));
    const approval = (checker: string) => `state = 'approved', checker_id = '${checker}', decided_at = now()`;
    expect(await update(approval(me))).toBe("fee_requests_four_eyes");
    expect(await update(`${approval(me)}, maker_id = '${you}'`)).toBe("fee_requests_fixed");
    expect(await update(approval(world.as("clerk").actor.id))).toBe("fee_requests_checker_in_charge");
    for (const set of ["amount_yen = 1", "reason = 'y'", "kind = 'refund'"]) {
      expect(await update(set)).toBe("fee_requests_fixed");
    }
    expect(await update(approval(you))).toBeUndefined();
    expect(await update("decision_note = 'y'")).toBe("fee_requests_fixed");
  });

  async function approveBySql(requestId: string) {
    await speak()`update fee_requests set state = 'approved', checker_id = ${world.as("manager").actor.id},
      decided_at = ${world.now.toISOString()} where id = ${requestId}`;
  }
});

test("a debit that comes in after its order was cancelled is money all the same, and owed", async () => {
  const { feeId, orderId } = await assessed(world);
  await debit(world, feeId, "billed");
  await cancelOrder(world.as("operations"), { orderId, reason: "x" });
  await debit(world, feeId, "collected");
  const kinds = await world.sql`select kind from fee_entries where fee_id = ${feeId} order by number`;
  expect(kinds.map(({ kind }) => kind)).toEqual(["assessed", "billed", "reversed", "collected"]);
});
