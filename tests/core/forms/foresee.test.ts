import { expect, test } from "vitest";
import { approveForm } from "#core/forms/approve.ts";
import { foreseeApproval } from "#core/forms/foresee.ts";
import type { FormKind } from "#core/forms/rules.ts";
import { failureOf, keyed, submitted, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const foreseen = (formId: string) => foreseeApproval(world.as("approver"), { formId });

test("an approver is told what an approval changes, kind by kind", async () => {
  const order = { what: "order", dueOn: "2026-12-08" };
  const fee = { what: "fee", quote: { netYen: 1000, taxYen: 100, grossYen: 1100 } };
  const token = (serial: string, before: string, after: string) => ({ what: "token", serial, before, after });
  const expected: [FormKind, (serial: string) => object[]][] = [
    ["exchange", (serial) => [token(serial, "active", "active"), order, fee]],
    ["reissue", (serial) => [token(serial, "suspended", "revoked"), order, fee, { what: "cardAccess" }]],
    ["unlock", () => [{ what: "failures", before: 7 }]],
    ["unenroll", (serial) => [token(serial, "active", "revoked")]],
    ["loss_report", (serial) => [token(serial, "suspended", "suspended")]],
  ];
  for (const [kind, changes] of expected) {
    const contract = await world.registered();
    await world.sql`update login_accounts set otp_fails = 5, password_fails = 2 where contract_id = ${contract.id}`;
    const { formId } = await submitted(world, contract, kind);
    expect(await foreseen(formId)).toMatchObject({ changes: changes(contract.token.serial), remarks: [] });
  }
  const unregistered = await world.contract();
  const { formId } = await submitted(world, unregistered, "new");
  expect(await foreseen(formId)).toMatchObject({ changes: [order, fee], remarks: [] });
});

test("a find tells which forms it ends, and other forms of the contract are pointed out", async () => {
  const contract = await world.registered();
  const lost = await keyed(world, contract, "reissue", "lost");
  const { formId } = await submitted(world, contract, "found_report");
  expect(await foreseen(formId)).toEqual({
    changes: [
      { what: "token", serial: contract.token.serial, before: "suspended", after: "active" },
      { what: "forms", numbers: [lost.number] },
    ],
    remarks: ["otherForms"],
    others: [lost.number],
  });
});

test("what has changed since the form was keyed is pointed out, and what would be refused is", async () => {
  const contract = await world.registered();
  const { formId } = await submitted(world, contract, "exchange");
  await world.sql`update contracts set address = '静岡県磐田市', account_number = '7654321' where id = ${contract.id}`;
  await world.sql`update tokens set state = 'suspended' where id = ${contract.token.id}`;
  expect((await foreseen(formId)).remarks).toEqual(["refused", "addressChanged", "accountChanged"]);
  expect(await failureOf(approveForm(world.as("approver"), { formId }))).toMatchObject({ code: "conflict" });
});

test("an approver is told before that a stolen token will not be reopened", async () => {
  const contract = await world.registered();
  await submitted(world, contract, "reissue", "stolen");
  const { formId } = await submitted(world, contract, "found_report");
  expect(await foreseen(formId)).toMatchObject({ changes: [], remarks: ["stolen", "otherForms"] });
  expect(await failureOf(approveForm(world.as("approver"), { formId }))).toMatchObject({
    about: "stolenNeverReopens",
  });
});
