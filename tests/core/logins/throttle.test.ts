import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkFactor } from "#core/logins/check-factor.ts";
import { checkOtp } from "#core/logins/check-otp.ts";
import { checkPassword } from "#core/logins/check-password.ts";
import { networkOf } from "#core/logins/event.ts";
import { register } from "#core/logins/register.ts";
import { type Connection, connect } from "#db/client.ts";
import { withDatabase } from "#tests/support/database.ts";
import {
  answerOf,
  contextOf,
  makeContract,
  now,
  otpOf,
  canaryPassword as password,
  registrationOf,
  wrongAnswerOf,
  wrongOtpOf,
} from "./fixtures.ts";

const desk = withDatabase();
let pools: Connection[] = [];
beforeAll(() => {
  pools = [1, 2].map(() => connect(desk.url, { role: "login" }));
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
});
beforeEach(async () => {
  await desk.sql`truncate address_failures`;
});

const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const context = (changes = {}) => registrationOf(desk, changes);

/** How a check ended: its outcome, or the failure's code. */
async function ended(check: Promise<{ outcome: string }>): Promise<string> {
  return check.then(
    ({ outcome }) => outcome,
    ({ code }) => code,
  );
}

function tally(outcomes: readonly string[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const outcome of outcomes) counted[outcome] = (counted[outcome] ?? 0) + 1;
  return counted;
}

async function failsOf(contractId: string) {
  const [row] = await desk.sql`select password_fails, otp_fails, card_fails from login_accounts
    where contract_id = ${contractId}`;
  return row;
}

describe("failures by address", () => {
  test("of 400 guesses at once over two pools, each at another contract, exactly the limit is looked at", async () => {
    await desk.sql`update settings set address_failure_limit = 60`;
    const contracts = await Promise.all(
      Array.from({ length: 40 }, () => makeContract(desk.sql, { token: "active" })),
    );
    const outcomes = await Promise.all(
      Array.from({ length: 400 }, (_, nth) => {
        const contract = contracts[nth % 40];
        const known = nth % 3 > 0 && contract;
        return ended(
          checkOtp(contextOf(pools[nth % 2]?.db ?? desk.db), {
            contractorId: known ? contract.contractorId : String(60_000_000_000 + nth),
            otp: known ? wrongOtpOf(contract.token, nth) : "123456",
          }),
        );
      }),
    );
    const { rejected, locked = 0, throttled = 0 } = tally(outcomes);
    expect(rejected).toBe(60);
    expect(locked + throttled).toBe(340);
    const [sum] = await desk.sql`select sum(otp_fails)::int as counted from login_accounts
      where contract_id in ${desk.sql(contracts.map(({ contractId }) => contractId))}`;
    const [told] = await desk.sql`select count(*)::int as counted from login_events
      where outcome = 'rejected' and contract_id is not null`;
    expect(sum?.counted).toBe(told?.counted);
    await desk.sql`update settings set address_failure_limit = 300`;
  });

  test("once used up, turn away the right and the wrong alike, known or not; other addresses come in", async () => {
    await desk.sql`update settings set address_failure_limit = 2`;
    const contract = await makeContract(desk.sql, { token: "active" });
    const { contractorId, contractId, token } = contract;
    const other = context({ address: "198.51.100.9" });
    const { loginId } = await checkPassword(other, { contractorId, password });
    for (const guess of [1, 2])
      await checkOtp(context(), { contractorId: `6000000000${guess}`, otp: "123456" });

    const tries = [
      () => checkPassword(context(), { contractorId, password }),
      () => checkPassword(context(), { contractorId, password: "wrong" }),
      () => checkPassword(context(), { contractorId: "60000000003", password }),
      () => checkOtp(context(), { contractorId, otp: otpOf(token) }),
      () => checkOtp(context(), { contractorId, otp: wrongOtpOf(token) }),
      () => checkOtp(context(), { contractorId: "60000000004", otp: "123456" }),
      () => checkFactor(context(), { loginId, otp: otpOf(token) }),
    ];
    for (const attempt of tries) {
      await expect(attempt()).rejects.toMatchObject({ code: "throttled", retryAfterSeconds: 600 });
    }
    expect(await failsOf(contractId)).toEqual({ password_fails: 0, otp_fails: 0, card_fails: 0 });
    expect(await ended(checkFactor(other, { loginId, otp: otpOf(token) }))).toBe("accepted");
    const events =
      await desk.sql`select outcome from login_events where contract_id = ${contractId} order by id`;
    expect(events.map(({ outcome }) => outcome)).toEqual([
      "factor_required",
      ...Array.from({ length: 5 }, () => "throttled"),
      "accepted",
    ]);
    await desk.sql`update settings set address_failure_limit = 300`;
  });

  test("are forgotten when their window is over, and not sooner", async () => {
    await desk.sql`update settings set address_failure_limit = 1`;
    const { contractorId, token } = await makeContract(desk.sql, { token: "active" });
    await checkOtp(context(), { contractorId: "60000000005", otp: "123456" });
    const at = (seconds: number) => {
      const then = later(seconds);
      return ended(
        checkOtp(context({ now: then }), { contractorId, otp: otpOf(token, Math.floor(seconds / 30)) }),
      );
    };
    expect(await at(599)).toBe("throttled");
    expect(await at(600)).toBe("accepted");
    await desk.sql`update settings set address_failure_limit = 300`;
  });

  test("are not counted where the setting says so", async () => {
    await desk.sql`update settings set address_failure_limit = null`;
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, nth) =>
        ended(checkOtp(context(), { contractorId: String(61_000_000_000 + nth), otp: "123456" })),
      ),
    );
    expect(tally(outcomes)).toEqual({ rejected: 50 });
    expect(await desk.sql`select * from address_failures`).toHaveLength(0);
    await desk.sql`update settings set address_failure_limit = 300`;
  });

  test("turn a registration and a card answer away before they are looked at", async () => {
    await desk.sql`update settings set address_failure_limit = 1`;
    const contract = await makeContract(desk.sql, { gap: true, order: "delivered" });
    const { contractorId, sent } = contract;
    const login = await checkPassword(context(), { contractorId, password });
    await checkOtp(context(), { contractorId: "60000000006", otp: "123456" });
    const cells = answerOf(contract, login.cells);
    expect(await ended(checkFactor(context(), { loginId: login.loginId, cells }))).toBe("throttled");
    const given = { loginId: login.loginId, serial: sent.serial, otp: otpOf(sent), cells };
    expect(await ended(register(context(), given))).toBe("throttled");
    expect(await ended(register(context({ address: "198.51.100.8" }), given))).toBe("accepted");
    await desk.sql`update settings set address_failure_limit = 300`;
  });

  test.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::1", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["unknown", "unknown"],
  ])("%s counts as %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe("the delay between tries", () => {
  test("puts the next OTP off, right or wrong, and counts nothing meanwhile", async () => {
    await desk.sql`update settings set retry_delay_seconds = 20`;
    const { contractorId, contractId, token } = await makeContract(desk.sql, { token: "active" });
    const at = (seconds: number, otp: string) =>
      ended(checkOtp(context({ now: later(seconds) }), { contractorId, otp }));
    expect(await at(0, wrongOtpOf(token))).toBe("rejected");
    expect(await at(5, wrongOtpOf(token, 1))).toBe("throttled");
    expect(await at(19, otpOf(token))).toBe("throttled");
    expect(await failsOf(contractId)).toMatchObject({ otp_fails: 1 });
    await expect(
      checkOtp(context({ now: later(12) }), { contractorId, otp: otpOf(token) }),
    ).rejects.toMatchObject({ retryAfterSeconds: 8 });
    expect(await at(20, otpOf(token))).toBe("accepted");
    await desk.sql`update settings set retry_delay_seconds = 0`;
  });

  test("lets one of 50 wrong OTPs at once be looked at", async () => {
    await desk.sql`update settings set retry_delay_seconds = 20`;
    const { contractorId, contractId, token } = await makeContract(desk.sql, { token: "active" });
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, nth) =>
        ended(
          checkOtp(contextOf(pools[nth % 2]?.db ?? desk.db), { contractorId, otp: wrongOtpOf(token, nth) }),
        ),
      ),
    );
    expect(tally(outcomes)).toEqual({ rejected: 1, throttled: 49 });
    expect(await failsOf(contractId)).toMatchObject({ otp_fails: 1 });
    await desk.sql`update settings set retry_delay_seconds = 0`;
  });

  test("puts the next card answer off, and leaves the password alone", async () => {
    await desk.sql`update settings set retry_delay_seconds = 20`;
    const contract = await makeContract(desk.sql, { gap: true });
    const { contractorId } = contract;
    const { loginId, cells } = await checkPassword(context(), { contractorId, password });
    const at = (seconds: number, answer: Record<string, string>) =>
      ended(checkFactor(context({ now: later(seconds) }), { loginId, cells: answer }));
    expect(await at(0, wrongAnswerOf(contract, cells))).toBe("rejected");
    expect(await at(10, answerOf(contract, cells))).toBe("throttled");
    expect(await ended(checkPassword(context({ now: later(11) }), { contractorId, password }))).toBe(
      "factor_required",
    );
    expect(await at(20, answerOf(contract, cells))).toBe("accepted");
    await desk.sql`update settings set retry_delay_seconds = 0`;
  });
});
