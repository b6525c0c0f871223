import { describe, expect, test } from "vitest";
import { checkFactor } from "#core/logins/check-factor.ts";
import { checkOtp } from "#core/logins/check-otp.ts";
import { checkPassword } from "#core/logins/check-password.ts";
import { systemRandom } from "#core/logins/context.ts";
import { closeLogin, readLogin } from "#core/logins/read-login.ts";
import { cardCells } from "#core/logins/rules.ts";
import { withDatabase } from "#tests/support/database.ts";
import {
  answerOf,
  contextOf,
  type MadeContract,
  makeContract,
  now,
  otpOf,
  canaryPassword as password,
  wrongAnswerOf,
  wrongOtpOf,
} from "./fixtures.ts";

const desk = withDatabase();
const context = (changes = {}) => contextOf(desk.login, changes);
const later = (minutes: number) => context({ now: new Date(now.getTime() + minutes * 60_000) });
const begin = ({ contractorId }: MadeContract, at = context()) =>
  checkPassword(at, { contractorId, password });

async function counters({ contractId }: MadeContract) {
  const [row] = await desk.sql`select password_fails as password, otp_fails as otp, card_fails as card
    from login_accounts where contract_id = ${contractId}`;
  return { ...row };
}

async function events({ contractId }: MadeContract) {
  const rows = await desk.sql`select factor, outcome, reached_limit from login_events
    where contract_id = ${contractId} order by id`;
  return rows.map((row) => `${row.factor} ${row.outcome}${row.reached_limit ? " limit" : ""}`);
}

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

describe("the OTP", () => {
  test("lets in once; neither it nor an older one ever again", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const login = async (offset: number) => {
      const { loginId } = await begin(contract);
      return (await checkFactor(context(), { loginId, otp: otpOf(contract.token, offset) })).outcome;
    };
    expect([await login(0), await login(0), await login(-1), await login(1), await login(0)]).toEqual([
      "accepted",
      "rejected",
      "rejected",
      "accepted",
      "rejected",
    ]);
  });

  test("of another time is refused, whatever the caller says the time is", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const { loginId } = await begin(contract);
    for (const offset of [-3, -2, 2, 3]) {
      const otp = otpOf(contract.token, offset);
      await expect(checkFactor(context(), { loginId, otp, now: 0 })).rejects.toMatchObject({
        code: "invalid",
      });
      expect(await checkFactor(context(), { loginId, otp })).toEqual({ outcome: "rejected" });
    }
  });

  test("five wrong ones lock; a right one then changes nothing", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const { loginId } = await begin(contract);
    const outcomes = [];
    for (let guess = 0; guess < 6; guess++) {
      outcomes.push((await checkFactor(context(), { loginId, otp: wrongOtpOf(contract.token) })).outcome);
    }
    expect(outcomes).toEqual([...Array.from({ length: 5 }, () => "rejected"), "locked"]);
    expect(await checkFactor(context(), { loginId, otp: otpOf(contract.token) })).toEqual({
      outcome: "locked",
    });
    expect(await counters(contract)).toMatchObject({ otp: 5 });
    expect(await events(contract)).toContain("otp rejected limit");
    expect((await begin(contract)).outcome).toBe("locked");
  });

  test("right, it clears the counter", async () => {
    const contract = await makeContract(desk.sql, { token: "active", fails: { otp: 4 } });
    const { loginId } = await begin(contract);
    await checkFactor(context(), { loginId, otp: otpOf(contract.token) });
    expect(await counters(contract)).toMatchObject({ otp: 0 });
  });

  test("of a token stopped meanwhile is refused on the next request", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const { loginId } = await begin(contract);
    await desk.sql`update tokens set state = 'suspended' where id = ${contract.token.id}`;
    expect(await checkFactor(context(), { loginId, otp: otpOf(contract.token) })).toEqual({
      outcome: "locked",
    });
  });

  test("in the gap, the old token's is refused and not counted", async () => {
    const contract = await makeContract(desk.sql, { gap: true });
    const { loginId } = await begin(contract);
    expect(await checkFactor(context(), { loginId, otp: otpOf(contract.token) })).toEqual({
      outcome: "rejected",
    });
    expect(await counters(contract)).toMatchObject({ otp: 0 });
  });

  test("with a seed that the key does not open, all is closed and nothing counted", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const { loginId } = await begin(contract);
    const keys = { newest: 1, byVersion: new Map([[1, Buffer.alloc(32, 1)]]) };
    await expect(
      checkFactor(context({ keys }), { loginId, otp: otpOf(contract.token) }),
    ).rejects.toMatchObject({ code: "unavailable" });
    expect(await counters(contract)).toMatchObject({ otp: 0 });
  });

  test.each([["12345"], ["1234567"], ["abcdef"], [null], [["123456"]], [123456], ["9".repeat(1_000_000)]])(
    "%.40j is no OTP, and does not count",
    async (otp) => {
      const contract = await makeContract(desk.sql, { token: "active" });
      const { loginId } = await begin(contract);
      await expect(checkFactor(context(), { loginId, otp })).rejects.toMatchObject({ code: "invalid" });
      expect(await counters(contract)).toMatchObject({ otp: 0 });
    },
  );

  test("alone, for a caller that checks the password itself", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const { contractorId, token } = contract;
    expect(await checkOtp(context(), { contractorId, otp: otpOf(token) })).toEqual({ outcome: "accepted" });
    const wrong = await checkOtp(context(), { contractorId, otp: wrongOtpOf(token) });
    expect(wrong).toEqual({ outcome: "rejected" });
    const bare = await makeContract(desk.sql);
    for (const other of [bare.contractorId, "99999999999"]) {
      expect(await checkOtp(context(), { contractorId: other, otp: "123456" })).toEqual(wrong);
    }
    expect(await counters(bare)).toMatchObject({ otp: 0 });
    const stopped = await makeContract(desk.sql, { token: "suspended" });
    const late = { contractorId: stopped.contractorId, otp: otpOf(stopped.token) };
    expect(await checkOtp(context(), late)).toEqual({ outcome: "locked" });
  });
});

describe("the card", () => {
  test("asks one pair until it is answered right, over reloads, failures and new logins", async () => {
    const contract = await makeContract(desk.sql, { gap: true });
    const first = await begin(contract);
    const asked = first.cells;
    for (let reload = 0; reload < 50; reload++) {
      expect((await readLogin(context(), first.loginId))?.cells).toEqual(asked);
    }
    const wrong = { loginId: first.loginId, cells: wrongAnswerOf(contract, asked) };
    expect(await checkFactor(context(), wrong)).toEqual({ outcome: "rejected" });
    const second = await begin(contract);
    expect(second.cells).toEqual(asked);
    const right = { loginId: second.loginId, cells: answerOf(contract, asked) };
    expect(await checkFactor(context(), right)).toEqual({ outcome: "accepted" });
    expect(await counters(contract)).toMatchObject({ card: 0 });
    const [{ uses } = {}] = await desk.sql`select card_uses as uses from login_accounts
      where contract_id = ${contract.contractId}`;
    expect(uses).toBe(1);
  });

  test("asks for another pair than the one just answered, whatever is drawn: no copy is right again", async () => {
    const same = context({ random: { ...systemRandom, below: () => 27 } });
    const contract = await makeContract(desk.sql, { gap: true });
    const first = await begin(contract, same);
    const second = await begin(contract, same);
    const answer = answerOf(contract, first.cells);
    expect((await checkFactor(same, { loginId: first.loginId, cells: answer })).outcome).toBe("accepted");
    const copy = await checkFactor(same, { loginId: second.loginId, cells: answer });
    expect(copy.outcome).toBe("rejected");
    expect(copy.cells).not.toEqual(first.cells);
    expect((await begin(contract, same)).cells).toEqual(copy.cells);
  });

  test("counts wrong answers to its limit of three", async () => {
    const contract = await makeContract(desk.sql, { gap: true });
    const { loginId, cells: asked } = await begin(contract);
    const guess = async () =>
      (await checkFactor(context(), { loginId, cells: wrongAnswerOf(contract, asked) })).outcome;
    expect([await guess(), await guess(), await guess(), await guess()]).toEqual([
      "rejected",
      "rejected",
      "rejected",
      "locked",
    ]);
    expect(await checkFactor(context(), { loginId, cells: answerOf(contract, asked) })).toEqual({
      outcome: "locked",
    });
    expect(await counters(contract)).toMatchObject({ card: 3 });
  });

  test("an answer for other cells than those asked is not looked at", async () => {
    const contract = await makeContract(desk.sql, { gap: true });
    const { loginId, cells: asked } = await begin(contract);
    const others = cardCells.filter((cell) => !asked?.includes(cell)).slice(0, 2);
    const answer = await checkFactor(context(), { loginId, cells: answerOf(contract, others) });
    expect(answer).toEqual({ outcome: "rejected", cells: asked });
    expect(await counters(contract)).toMatchObject({ card: 0 });
  });

  test("a pair that has expired makes room for another", async () => {
    const contract = await makeContract(desk.sql, { gap: true });
    const { cells: asked } = await begin(contract, context({ random: drawing(3) }));
    const afterwards = { ...later(61), random: drawing(9) };
    const { cells: next, loginId } = await begin(contract, afterwards);
    expect(next).not.toEqual(asked);
    const stale = await checkFactor(afterwards, { loginId, cells: answerOf(contract, asked) });
    expect(stale).toEqual({ outcome: "rejected", cells: next });
  });

  test("is refused at its limit of uses", async () => {
    await desk.sql`update settings set card_use_limit = 1`;
    const contract = await makeContract(desk.sql, { gap: true });
    const { loginId, cells: asked } = await begin(contract);
    const right = { loginId, cells: answerOf(contract, asked) };
    expect((await checkFactor(context(), right)).outcome).toBe("accepted");
    expect((await begin(contract)).outcome).toBe("locked");
    await desk.sql`update settings set card_use_limit = null`;
  });

  test.each([
    [{ ア: "1" }],
    [{ ア: "1", ア2: "1" }],
    [{ ア: "1", イ: "123" }],
    [{ ア: "1", イ: null }],
    [{ ア: "1", イ: "1", ウ: "1" }],
    [["1", "2"]],
    [null],
    ["12"],
    [JSON.parse('{"__proto__":"1","ア":"1"}')],
  ])("%j is no answer, and does not count", async (cells) => {
    const contract = await makeContract(desk.sql, { gap: true });
    const { loginId } = await begin(contract);
    await expect(checkFactor(context(), { loginId, cells })).rejects.toMatchObject({
      code: "invalid",
      fields: { cells: "cells.format" },
    });
    expect(await counters(contract)).toMatchObject({ card: 0 });
  });

  test("half-width kana and full-width digits are understood", async () => {
    const contract = await makeContract(desk.sql, { gap: true });
    const { loginId } = await begin(contract, context({ random: drawing(0) }));
    const wide = (digits: string) =>
      digits.replaceAll(/\d/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0));
    const cells = { ｱ: wide(contract.cells.ア), ｲ: ` ${contract.cells.イ} ` };
    expect((await checkFactor(context(), { loginId, cells })).outcome).toBe("accepted");
  });
});

describe("a login", () => {
  test("is over after its minutes, for another caller, and once closed", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const { loginId } = await begin(contract);
    const right = { loginId, otp: otpOf(contract.token) };
    const gone = { code: "not_found", about: "login" };
    await expect(checkFactor(later(11), right)).rejects.toMatchObject(gone);
    await expect(checkFactor(context({ clientKey: "another" }), right)).rejects.toMatchObject(gone);
    await closeLogin(context(), loginId);
    await expect(checkFactor(context(), right)).rejects.toMatchObject(gone);
    expect(await readLogin(context(), loginId)).toBeUndefined();
  });

  test("that is no id at all is told", async () => {
    await expect(checkFactor(context(), { loginId: "x", otp: "123456" })).rejects.toMatchObject({
      fields: { loginId: "loginId.format" },
    });
  });
});

function drawing(nth: number) {
  return { ...systemRandom, below: () => nth };
}

test("nothing secret is written down", async () => {
  const rows =
    await desk.sql`select e::text as text from login_events e union all select a::text from audit a`;
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => row.text.includes(password))).toEqual([]);
});
