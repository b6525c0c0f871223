import { describe, expect, test } from "vitest";
import { approveForm } from "#core/forms/approve.ts";
import { keyForm } from "#core/forms/key.ts";
import type { ReissueReason } from "#core/forms/rules.ts";
import { approved, failureOf, keyed, paper, submitted, withWorld } from "#tests/support/world.ts";
import { contractOf } from "./contract.ts";

const world = withWorld();

describe("what the approval of each kind does", () => {
  test("new: an order and its fee; no card access, for nothing was unbound", async () => {
    const contract = await world.contract();
    const { formId } = await approved(world, contract, "new");
    expect(await world.formOf(formId)).toMatchObject({ state: "approved" });
    expect(await contractOf(world, contract.id)).toMatchObject({
      bound: 0,
      card_open: false,
      orders: [["placed", "new", 1000, 100, 1100]],
    });
  });

  test("exchange: an order and its fee; the old token goes on working", async () => {
    const contract = await world.registered();
    await approved(world, contract, "exchange");
    expect(await contractOf(world, contract.id)).toMatchObject({
      bound: 1,
      card_open: false,
      orders: [["placed", "exchange", 1000, 100, 1100]],
    });
    expect(await world.tokenState(contract.token.serial)).toBe("active");
  });

  test("exchange: not for a token that was stopped or unbound since it was keyed", async () => {
    const stopped = await world.registered();
    const first = await submitted(world, stopped, "exchange");
    await keyed(world, stopped, "loss_report");
    expect(await failureOf(approveForm(world.as("approver"), first))).toMatchObject({ about: "binding" });
    const left = await world.registered();
    const second = await submitted(world, left, "exchange");
    await approved(world, left, "unenroll");
    expect(await failureOf(approveForm(world.as("approver"), second))).toMatchObject({ about: "binding" });
  });

  test.each<[ReissueReason, string, number]>([
    ["battery_dead", "active", 1100],
    ["faulty", "active", 1100],
    ["damaged", "active", 1100],
    ["stolen", "suspended", 1100],
    ["lost", "suspended", 1100],
    ["initial_defect", "active", 0],
  ])(
    "reissue for %s: until then the serial is %s; the fee is %d yen",
    async (reason, untilThen, grossYen) => {
      const contract = await world.registered();
      const { formId } = await submitted(world, contract, "reissue", reason);
      expect(await world.tokenState(contract.token.serial)).toBe(untilThen);
      await approveForm(world.as("approver"), { formId });
      expect(await world.tokenState(contract.token.serial)).toBe("revoked");
      const found = await contractOf(world, contract.id);
      expect(found).toMatchObject({ bound: 0, card_open: true });
      expect(found?.orders?.[0]?.[4]).toBe(grossYen);
      const entries = await world.sql`
      select e.kind, e.amount_yen from fee_entries e join fees f on f.id = e.fee_id
        where f.contract_id = ${contract.id}`;
      expect(entries).toEqual([{ kind: "assessed", amount_yen: grossYen }]);
    },
  );

  test("unlock: every counter begins anew, and the form is done", async () => {
    const contract = await world.registered();
    const other = await world.registered();
    await world.sql`update login_accounts set password_fails = 5, otp_fails = 4, card_fails = 3`;
    const { formId } = await approved(world, contract, "unlock");
    expect(await contractOf(world, contract.id)).toMatchObject({
      password_fails: 0,
      otp_fails: 0,
      card_fails: 0,
      bound: 1,
    });
    expect(await contractOf(world, other.id)).toMatchObject({
      password_fails: 5,
      otp_fails: 4,
      card_fails: 3,
    });
    expect(await world.formOf(formId)).toMatchObject({ state: "completed" });
  });

  test("unenroll: the serial is unbound for good, with no order, fee or card access", async () => {
    const contract = await world.registered();
    const { formId } = await approved(world, contract, "unenroll");
    expect(await contractOf(world, contract.id)).toMatchObject({ bound: 0, card_open: false, orders: null });
    expect(await world.tokenState(contract.token.serial)).toBe("revoked");
    expect(await world.formOf(formId)).toMatchObject({ state: "completed" });
    const [binding] = await world.sql`select unbind_reason from bindings where contract_id = ${contract.id}`;
    expect(binding).toEqual({ unbind_reason: "unenroll" });
  });

  test("loss report: stopped when keyed; its approval adds nothing, a form must follow", async () => {
    const contract = await world.registered();
    const { formId } = await submitted(world, contract, "loss_report");
    expect(await world.tokenState(contract.token.serial)).toBe("suspended");
    await approveForm(world.as("approver"), { formId });
    expect(await world.tokenState(contract.token.serial)).toBe("suspended");
    expect(await contractOf(world, contract.id)).toMatchObject({ bound: 1, card_open: false, orders: null });
    expect(await world.formOf(formId)).toMatchObject({ state: "completed" });
    const reissue = await approved(world, contract, "reissue", "lost");
    expect(await world.formOf(reissue.formId)).toMatchObject({ state: "approved" });
  });
});

describe("a form that cannot be of this contract is refused by its field", () => {
  test.each([
    ["new", "registered", "kind.hasToken"],
    ["exchange", "none", "kind.noActiveToken"],
    ["reissue", "none", "kind.noToken"],
    ["unenroll", "none", "kind.noToken"],
    ["loss_report", "none", "kind.noToken"],
    ["found_report", "registered", "kind.notSuspended"],
    ["exchange", "ordered", "kind.orderUnderWay"],
    ["reissue", "ordered", "kind.orderUnderWay"],
  ] as const)("%s of a contract with its token %s: %s", async (kind, token, message) => {
    const contract = token === "none" ? await world.contract() : await world.registered();
    if (token === "ordered") await approved(world, contract, "exchange");
    const before = await world.everything();
    expect(await failureOf(keyForm(world.as("clerk"), paper(contract, kind)))).toMatchObject({
      code: "invalid",
      fields: { kind: message },
    });
    expect(await world.everything()).toBe(before);
  });
});
