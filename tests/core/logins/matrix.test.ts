import { beforeAll, describe, expect, test } from "vitest";
import { checkFactor } from "#core/logins/check-factor.ts";
import { checkOtp } from "#core/logins/check-otp.ts";
import { checkPassword } from "#core/logins/check-password.ts";
import { otpAlgorithms } from "#core/tokens/rules.ts";
import { withDatabase } from "#tests/support/database.ts";
import {
  contextOf,
  type MadeContract,
  makeContract,
  otpOf,
  canaryPassword as password,
  type TokenModel,
} from "./fixtures.ts";

const desk = withDatabase();
const context = () => contextOf(desk.login);

/** No limit that the many tries of this file would run into. */
beforeAll(async () => {
  await desk.sql`update settings set otp_limit = 100000, address_failure_limit = null`;
});

const models = (kind: TokenModel["kind"]) =>
  otpAlgorithms.flatMap((algorithm) =>
    [6, 8].flatMap((digits) => [30, 60].map((stepSeconds) => ({ kind, algorithm, digits, stepSeconds }))),
  );
const make = (model: TokenModel) => makeContract(desk.sql, { token: "active", model });

const tryOtp = async ({ contractorId }: MadeContract, otp: string) =>
  (await checkOtp(context(), { contractorId, otp })).outcome;
const tryStep = (contract: MadeContract, offset: number) => tryOtp(contract, otpOf(contract.token, offset));

/** Which of these steps (from now, or counters from 0) are accepted, tried one after the other. */
async function accepted(contract: MadeContract, offsets: readonly number[]): Promise<number[]> {
  const found = [];
  for (const offset of offsets) if ((await tryStep(contract, offset)) === "accepted") found.push(offset);
  return found;
}

const around = [-3, -2, -1, 0, 1, 2, 3];

describe.each(models("totp"))("a clock: $algorithm, $digits digits, $stepSeconds s", (model) => {
  test("logs in with password and OTP, once by each code", async () => {
    const contract = await make(model);
    const { contractorId } = contract;
    const login = async (offset: number) => {
      const { loginId, factor } = await checkPassword(context(), { contractorId, password });
      expect(factor).toBe("otp");
      return (await checkFactor(context(), { loginId, otp: otpOf(contract.token, offset) })).outcome;
    };
    expect([await login(0), await login(0), await login(1)]).toEqual(["accepted", "rejected", "accepted"]);
  });

  test.each([0, 1, 2])("with a window of %i steps nothing outside it passes", async (windowSteps) => {
    await desk.sql`update settings set otp_window_steps = ${windowSteps}`;
    const within = around.filter((offset) => Math.abs(offset) <= windowSteps);
    expect(await accepted(await make(model), around)).toEqual(within);
    // Each step by itself too, on a token that has accepted none.
    const alone = around.map(async (offset) => accepted(await make(model), [offset]));
    expect((await Promise.all(alone)).flat()).toEqual(within);
  });

  test("after a step no older one passes, and it itself never again", async () => {
    await desk.sql`update settings set otp_window_steps = 3`;
    const after = around.map(async (last) => {
      const older = around.filter((offset) => offset <= last);
      return accepted(await make(model), [last, ...older, ...older.toReversed()]);
    });
    expect(await Promise.all(after)).toEqual(around.map((last) => [last]));
    expect(await accepted(await make(model), [0, 1, 0, 1, 2, 1, 2, 0])).toEqual([0, 1, 2]);
  });

  test("a code cut short or drawn long is not the code", async () => {
    const contract = await make(model);
    const otp = otpOf(contract.token);
    const other = model.digits === 6 ? `00${otp}` : otp.slice(2);
    expect(await tryOtp(contract, other)).toBe("rejected");
    expect(await tryOtp(contract, otp)).toBe("accepted");
  });
});

describe.each(models("hotp"))("a button: $algorithm, $digits digits, $stepSeconds s", (model) => {
  test("is accepted in order, each counter once, and none again that was passed over", async () => {
    const contract = await make(model);
    expect(await accepted(contract, [0, 0, 1, 4, 3, 2, 1, 0, 4, 5])).toEqual([0, 1, 4, 5]);
  });

  test.each([1, 3, 10])("may be %i counters ahead and no more", async (ahead) => {
    await desk.sql`update settings set hotp_look_ahead = ${ahead}`;
    const contract = await make(model);
    // Before the first login the last counter is −1.
    expect(await accepted(contract, [ahead + 5, ahead])).toEqual([]);
    expect(await accepted(contract, [ahead - 1])).toEqual([ahead - 1]);
    expect(await accepted(contract, [2 * ahead, 2 * ahead - 1])).toEqual([2 * ahead - 1]);
  });
});
