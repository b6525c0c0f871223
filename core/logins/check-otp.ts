import { readInput } from "#core/input.ts";
import { unseal } from "#core/seal.ts";
import { countFailure, noteEvent, saveOtpAccepted } from "#db/login-checks.ts";
import { findLoginAccount, type LoginAccount, type LoginToken } from "#db/logins.ts";
import type { LoginContext } from "./context.ts";
import { eventOf } from "./event.ts";
import { otpCheckInput } from "./input.ts";
import { acceptedStep, learnedDrift } from "./otp.ts";
import { dueFactor, type LoginOutcome } from "./rules.ts";

export type FactorOutcome = Exclude<LoginOutcome, "factor_required">;

/**
 * The OTP alone, for a login server that checked the password itself. A contract that is unknown or has no
 * token is `rejected` like a wrong OTP; `locked` tells of the limit or a stopped token. Fails with `invalid`.
 */
export async function checkOtp(context: LoginContext, raw: unknown): Promise<{ outcome: FactorOutcome }> {
  const { contractorId, otp } = readInput(otpCheckInput, raw);
  const account = await findLoginAccount(context.db, contractorId, context.now);
  const due = account && dueFactor(account.standing);
  if (account && due === "otp") return { outcome: await judgeOtp(context, account, { otp, loginId: null }) };
  const outcome = due === "locked" ? "locked" : "rejected";
  await noteEvent(context.db, eventOf(context, account?.contractId ?? null, "otp"), outcome);
  return { outcome };
}

/** Judges an OTP of a contract that a token is registered for: one computation, one conditional write. */
export async function judgeOtp(
  context: LoginContext,
  account: LoginAccount,
  { otp, loginId }: { otp: string; loginId: string | null },
): Promise<FactorOutcome> {
  const event = eventOf(context, account.contractId, "otp");
  const found = account.token && findStep(context, account, account.token, otp);
  if (!found) return countFailure(context.db, event, "otp");
  return saveOtpAccepted(context.db, event, { loginId, ...found });
}

/** The step that an OTP of a token stands for, with the drift to remember; undefined for a wrong one. */
export function findStep(
  { keys, now }: Pick<LoginContext, "keys" | "now">,
  limits: Pick<LoginAccount, "windowSteps" | "driftStepLimit" | "driftTotalLimit">,
  token: LoginToken,
  otp: string,
): { tokenId: string; step: number; driftSteps: number } | undefined {
  const seed = unseal(keys, token.serial, token.seed);
  const step = acceptedStep(token, { seed, otp, now, windowSteps: limits.windowSteps });
  if (step === undefined) return undefined;
  return { tokenId: token.id, step, driftSteps: learnedDrift(token, step, now, limits) };
}
