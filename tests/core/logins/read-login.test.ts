import { describe, expect, test } from "vitest";
import { checkFactor } from "#core/logins/check-factor.ts";
import { closeLogin, readLogin } from "#core/logins/read-login.ts";
import { withChecks } from "./checks.ts";
import { makeContract, otpOf } from "./fixtures.ts";

const { desk, context, later, begin } = withChecks();

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
