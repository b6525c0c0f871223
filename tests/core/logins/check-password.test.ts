import { describe, expect, test } from "vitest";
import { checkFactor } from "#core/logins/check-factor.ts";
import { checkPassword } from "#core/logins/check-password.ts";
import { withChecks } from "./checks.ts";
import { answerOf, makeContract, now, otpOf, canaryPassword as password } from "./fixtures.ts";

const { desk, context, begin, counters, events } = withChecks();

describe("what a right password leads to", () => {
  const yesterday = new Date(now.getTime() - 86_400_000);
  test.each([
    ["a token is registered", { token: "active" }, { outcome: "factor_required", factor: "otp" }],
    ["a token is stopped", { token: "suspended" }, { outcome: "locked" }],
    ["in the gap, card access open", { gap: true }, { outcome: "factor_required", factor: "card" }],
    ["in the gap, card access over", { gap: yesterday }, { outcome: "locked" }],
    ["never had a token", {}, { outcome: "accepted", factor: "none" }],
    ["too many wrong OTPs", { token: "active", fails: { otp: 5 } }, { outcome: "locked" }],
    ["too many wrong cells", { gap: true, fails: { card: 3 } }, { outcome: "locked" }],
  ] as const)("%s", async (_, wish, expected) => {
    const answer = await begin(await makeContract(desk.sql, wish));
    expect(answer).toMatchObject(expected);
    expect("loginId" in answer).toBe(answer.outcome !== "locked");
    expect(answer.registration).toBeUndefined();
  });

  test.each([
    ["shipped", { order: "shipped" }],
    ["delivered", { order: "delivered" }],
    ["delivered in the gap", { gap: true, order: "delivered" }],
    ["delivered in exchange for one in use", { token: "active", order: "delivered" }],
    ["delivered when card access is over", { gap: yesterday, order: "delivered" }],
  ] as const)("a token %s may be registered", async (_, wish) => {
    const answer = await begin(await makeContract(desk.sql, wish));
    expect(answer.registration?.cells).toHaveLength(2);
    expect(answer.loginId).toBeTypeOf("string");
  });

  test.each([
    ["allocated", { order: "allocated" }],
    ["delivered, but the one in use is stopped", { token: "suspended", order: "delivered" }],
  ] as const)("a token %s may not", async (_, wish) => {
    expect((await begin(await makeContract(desk.sql, wish))).registration).toBeUndefined();
  });

  test("card access that is over lets nobody in by the card, though the login may register", async () => {
    const contract = await makeContract(desk.sql, { gap: yesterday, order: "delivered" });
    const { loginId, registration } = await begin(contract);
    const cells = answerOf(contract, registration?.cells);
    expect(await checkFactor(context(), { loginId, cells })).toEqual({ outcome: "locked" });
  });
});

describe("the password", () => {
  test("unknown, wrong and locked look the same; the limit holds against a right one", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const unknown = await checkPassword(context(), { contractorId: "99999999999", password });
    const { contractorId } = contract;
    for (let guess = 0; guess < 7; guess++) {
      expect(await checkPassword(context(), { contractorId, password: `wrong ${guess}` })).toEqual(unknown);
    }
    expect(await begin(contract)).toEqual(unknown);
    expect(await counters(contract)).toEqual({ password: 5, otp: 0, card: 0 });
    expect(await events(contract)).toEqual([
      ...Array.from({ length: 4 }, () => "password rejected"),
      "password rejected limit",
      "password locked",
      "password locked",
      "password locked",
    ]);
  });

  test("an unknown ID leaves a trace without a contract", async () => {
    const count = async () =>
      (await desk.sql`select count(*)::int as n from login_events where contract_id is null`)[0]?.n;
    const before = await count();
    await checkPassword(context(), { contractorId: "99999999998", password });
    expect(await count()).toBe(before + 1);
  });

  test("its failures are forgotten at a full login, not at a right password", async () => {
    const contract = await makeContract(desk.sql, { token: "active", fails: { password: 3 } });
    const { loginId } = await begin(contract);
    expect(await counters(contract)).toMatchObject({ password: 3 });
    await checkFactor(context(), { loginId, otp: otpOf(contract.token) });
    expect(await counters(contract)).toMatchObject({ password: 0 });
  });

  test("the limit is the setting, at once", async () => {
    const contract = await makeContract(desk.sql, { token: "active", fails: { password: 5 } });
    await desk.sql`update settings set password_limit = 6`;
    expect((await begin(contract)).outcome).toBe("factor_required");
    await desk.sql`update settings set password_limit = 5`;
  });

  test.each([
    [{ contractorId: "123", password: "x" }, { contractorId: "contractorId.format" }],
    [
      { contractorId: null, password: ["x"] },
      { contractorId: "required", password: "required" },
    ],
    [{ contractorId: "70000000001", password: "x".repeat(1_000_000) }, { password: "password.format" }],
    [null, { input: "invalid" }],
  ])("%j is told by field", async (input, fields) => {
    await expect(checkPassword(context(), input)).rejects.toMatchObject({ code: "invalid", fields });
  });

  test("full-width digits and spaces in the ID are understood", async () => {
    const contract = await makeContract(desk.sql);
    const wide = contract.contractorId.replaceAll(/\d/g, (digit) =>
      String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0),
    );
    expect((await checkPassword(context(), { contractorId: ` ${wide} `, password })).outcome).toBe(
      "accepted",
    );
  });
});

test("nothing secret is written down", async () => {
  const rows =
    await desk.sql`select e::text as text from login_events e union all select a::text from audit a`;
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => row.text.includes(password))).toEqual([]);
});
