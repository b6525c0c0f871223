import { v7 } from "uuid";
import { beforeAll, beforeEach } from "vitest";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import { hashPassword } from "#core/passwords.ts";
import type { SignInContext } from "#core/staff/context.ts";
import { checkStaffOtp, checkStaffPassword } from "#core/staff/sign-in.ts";
import { withWorld } from "#tests/support/world.ts";

export const password = "正しい合言葉 correct";
export const username = "clerk-001-1";

/** A world where everybody has the password, and the steps by which its first clerk signs in. */
export function withSignIn() {
  const world = withWorld();

  const context = (): SignInContext => ({
    db: world.in("sign_in"),
    now: world.now,
    keys: world.keys,
    request: { id: v7(), address: "192.0.2.1" },
  });
  const firstStep = (typed = password, who = username) =>
    checkStaffPassword(context(), { username: who, password: typed });
  const secondStep = (sessionId: string, otp: unknown) => checkStaffOtp(context(), { sessionId, otp });
  const otpNow = (steps = 0, who = username) =>
    otpAt({ algorithm: "sha1", digits: 6 }, Buffer.alloc(20, who), stepAt(world.now, 30) + steps);
  const signIn = async () => secondStep(await firstStep(), otpNow());

  beforeAll(async () => {
    await world.sql`update staff set password_hash = ${await hashPassword(password)}`;
  });

  // Every test has a minute of its own, so that no OTP was used before.
  beforeEach(async () => {
    world.advance({ days: 1 });
    await world.sql`update staff set password_fails = 0, otp_fails = 0, disabled_at = null`;
  });

  return { world, context, firstStep, secondStep, otpNow, signIn };
}
