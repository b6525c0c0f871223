import { describe, expect, test } from "vitest";
import { addScan } from "#core/forms/add-scan.ts";
import { approveForm } from "#core/forms/approve.ts";
import { keyForm } from "#core/forms/key.ts";
import { readForm } from "#core/forms/read.ts";
import { returnForm } from "#core/forms/send-back.ts";
import { submitForm } from "#core/forms/submit.ts";
import { approved, failureOf, keyed, paper, png, submitted, withWorld } from "#tests/support/world.ts";

const world = withWorld();

describe("a lost token, from the form to the order", () => {
  test("each step does what it says and no more, and the audit tells it", async () => {
    const contract = await world.registered();
    const clerk = world.as("clerk");
    const approver = world.as("approver");

    const { formId, number, stoppedSerial } = await keyForm(clerk, paper(contract, "reissue", "lost"));
    expect(stoppedSerial).toBe(contract.token.serial);
    expect(await world.tokenState(contract.token.serial)).toBe("suspended");

    expect(await failureOf(submitForm(clerk, { formId }))).toMatchObject({
      code: "invalid",
      fields: { scans: "check.scans" },
    });
    await addScan(clerk, { formId, fileName: "form.png", bytes: png });
    await submitForm(clerk, { formId });

    expect(await failureOf(approveForm(clerk, { formId }))).toMatchObject({ code: "forbidden" });
    await returnForm(approver, { formId, reason: "印影が不鮮明" });
    expect((await readForm(clerk, { formId })).form).toMatchObject({
      state: "returned",
      backReason: "印影が不鮮明",
      checkerId: approver.actor.id,
    });
    expect(await failureOf(approveForm(approver, { formId }))).toMatchObject({ code: "conflict" });
    await submitForm(clerk, { formId });
    expect((await readForm(clerk, { formId })).form).toMatchObject({
      state: "awaiting_approval",
      backReason: null,
      checkerId: null,
    });

    world.advance({ minutes: 5 });
    const result = await approveForm(world.as("approver"), { formId });
    expect(result).toMatchObject({ formId, number });

    expect(await world.formOf(formId)).toMatchObject({
      state: "approved",
      checker_id: approver.actor.id,
      decided_at: world.now,
    });
    expect(await world.tokenState(contract.token.serial)).toBe("revoked");
    const [binding] = await world.sql`select * from bindings where contract_id = ${contract.id}`;
    expect(binding).toMatchObject({ unbound_at: world.now, unbind_reason: "reissue" });
    const orders = await world.sql`select * from orders where contract_id = ${contract.id}`;
    expect(orders).toMatchObject([
      { state: "placed", number: result.orderNumber, form_id: formId, token_id: null, kind: "reissue" },
    ]);
    const fees = await world.sql`select * from fees where contract_id = ${contract.id}`;
    expect(fees).toMatchObject([
      { net_yen: 1000, tax_yen: 100, gross_yen: 1100, tax_percent: 10, branch_code: "001" },
    ]);
    const entries = await world.sql`select kind, amount_yen from fee_entries where fee_id = ${fees[0]?.id}`;
    expect(entries).toEqual([{ kind: "assessed", amount_yen: 1100 }]);
    const [login] = await world.sql`select * from login_accounts where contract_id = ${contract.id}`;
    expect(login).toMatchObject({ card_opened_at: world.now, card_until: null, card_uses: 0 });

    const audit = await world.sql`
      select action, actor_id, before, after, reason, branch_code, subject_id, subject_label from audit
        where contract_id = ${contract.id} order by id`;
    expect(audit.map((row) => row.action)).toEqual([
      "form.key",
      "form.add_scan",
      "form.submit",
      "form.return",
      "form.submit",
      "form.approve",
    ]);
    expect(audit[0]).toMatchObject({
      actor_id: clerk.actor.id,
      before: null,
      after: { state: "received", kind: "reissue", reason: "lost", stoppedSerial: contract.token.serial },
    });
    expect(audit[3]).toMatchObject({
      actor_id: approver.actor.id,
      before: { state: "awaiting_approval" },
      after: { state: "returned" },
      reason: "印影が不鮮明",
    });
    expect(audit[5]).toMatchObject({
      before: { state: "awaiting_approval" },
      after: {
        state: "approved",
        revokedSerial: contract.token.serial,
        orderNumber: result.orderNumber,
        feeYen: { net: 1000, tax: 100, gross: 1100 },
        cardAccess: "open",
      },
      branch_code: "001",
      subject_id: formId,
      subject_label: String(number),
    });
  });

  test("the order is due ten business days later", async () => {
    world.setNow("2026-12-25T16:00:00+09:00");
    const { orderId } = await approved(world, await world.registered(), "reissue");
    const [order] = await world.sql`select due_on::text from orders where id = ${orderId}`;
    // 28, 29, 30 December; 4–8 January; the 11th is Coming of Age Day; 12, 13.
    expect(order).toEqual({ due_on: "2027-01-13" });
    world.setNow("2026-11-24T10:00:00+09:00");
  });
});

describe("whoever keyed a form never decides it", () => {
  test.each(["approve", "return"])("not even as an approver by now: %s", async (what) => {
    const contract = await world.registered();
    const { formId } = await submitted(world, contract, "reissue");
    const maker = world.as("clerk").actor;
    await world.sql`update staff set role = 'approver' where id = ${maker.id}`;
    const promoted = { ...world.as("clerk"), actor: { ...maker, role: "approver" as const } };
    const before = await world.everything();
    const work =
      what === "approve" ? approveForm(promoted, { formId }) : returnForm(promoted, { formId, reason: "x" });
    expect(await failureOf(work)).toEqual({ code: "forbidden", about: "fourEyes", fields: {} });
    expect(await world.everything()).toBe(before);
    await world.sql`update staff set role = 'clerk' where id = ${maker.id}`;
  });

  test("a clerk decides nothing, whoever keyed it", async () => {
    const { formId } = await submitted(world, await world.registered(), "reissue");
    const other = world.as("clerk", { person: 2 });
    expect(await failureOf(approveForm(other, { formId }))).toMatchObject({ code: "forbidden" });
    expect(await failureOf(returnForm(other, { formId, reason: "x" }))).toMatchObject({ code: "forbidden" });
  });
});

describe("an approval is all or nothing", () => {
  // Each takes away something that a later step of the approval needs.
  test.each([
    ["the fee rule", "delete from fee_rules where kind = 'reissue'"],
    ["the tax rates", "delete from tax_rates"],
    ["the ledger", "alter table fee_entries add constraint broken check (amount_yen < 0) not valid"],
    ["the audit", "alter table audit add constraint broken check (action <> 'form.approve') not valid"],
    ["the orders", "alter table orders add constraint broken check (number < 0) not valid"],
    [
      "card access",
      "alter table login_accounts add constraint broken check (card_opened_at is null) not valid",
    ],
  ])("without %s nothing has changed", async (_, sabotage) => {
    const contract = await world.registered();
    const { formId } = await submitted(world, contract, "reissue");
    const undo = await sabotaged(sabotage);
    const before = await world.everything();
    await expect(approveForm(world.as("approver"), { formId })).rejects.toThrow();
    expect(await world.everything()).toBe(before);
    await undo();
    await approveForm(world.as("approver"), { formId });
    expect(await world.formOf(formId)).toMatchObject({ state: "approved" });
  });

  test("a serial that was unbound behind the form is told as a conflict", async () => {
    const contract = await world.registered();
    const { formId } = await submitted(world, contract, "reissue", "faulty");
    await world.sql`update bindings set unbound_at = ${world.now}, unbind_reason = 'unenroll'
      where contract_id = ${contract.id}`;
    const before = await world.everything();
    expect(await failureOf(approveForm(world.as("approver"), { formId }))).toEqual({
      code: "conflict",
      about: "binding",
      fields: {},
    });
    expect(await world.everything()).toBe(before);
  });

  test("a contract whose other form was quicker has one order", async () => {
    const contract = await world.registered();
    const exchange = await submitted(world, contract, "exchange");
    const reissue = await submitted(world, contract, "reissue", "faulty");
    await approveForm(world.as("approver"), exchange);
    const before = await world.everything();
    expect(await failureOf(approveForm(world.as("approver"), reissue))).toEqual({
      code: "conflict",
      about: "orderUnderWay",
      fields: {},
    });
    expect(await world.everything()).toBe(before);
  });
});

/** Breaks the database as said, and gives back what mends it. */
async function sabotaged(statement: string): Promise<() => Promise<unknown>> {
  const table = /(?:from|table) (\w+)/.exec(statement)?.[1] ?? "";
  if (statement.startsWith("alter")) {
    await world.sql.unsafe(statement);
    return () => world.sql.unsafe(`alter table ${table} drop constraint broken`);
  }
  const kept = await world.sql`select * from ${world.sql(table)}`;
  await world.sql`alter table fees drop constraint fees_rule_id_fee_rules_id_fk`;
  await world.sql`alter table ${world.sql(table)} disable trigger user`;
  await world.sql.unsafe(statement);
  await world.sql`alter table ${world.sql(table)} enable trigger user`;
  return async () => {
    const gone = await world.sql`select * from ${world.sql(table)}`;
    const key = table === "tax_rates" ? "valid_from" : "id";
    const there = new Set(gone.map((row) => String(row[key])));
    for (const row of kept.filter((one) => !there.has(String(one[key])))) {
      await world.sql`insert into ${world.sql(table)} ${world.sql(row)}`;
    }
    await world.sql`alter table fees add constraint fees_rule_id_fee_rules_id_fk
      foreign key (rule_id) references fee_rules (id)`;
  };
}

test("what was keyed is not approved before it was submitted", async () => {
  const { formId } = await keyed(world, await world.registered(), "reissue");
  expect(await failureOf(approveForm(world.as("approver"), { formId }))).toMatchObject({ code: "conflict" });
});
