import { describe, expect, test } from "vitest";
import { checkFactor } from "#core/logins/check-factor.ts";
import { checkOtp } from "#core/logins/check-otp.ts";
import { withChecks } from "./checks.ts";
import { makeContract, otpOf, wrongOtpOf } from "./fixtures.ts";

const { desk, context, begin, counters, events } = withChecks();

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
