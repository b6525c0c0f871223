import { findTogether } from "#core/contracts/find-together.ts";
import { readInput } from "#core/input.ts";
import { unseal } from "#core/seal.ts";
import { findOtpAccounts, type LoginToken, type OtpAccount } from "#db/logins.ts";
import type { OtpUse } from "#db/settle-checks.ts";
import type { LoginContext } from "./context.ts";
import { eventOf } from "./event.ts";
import { otpCheckInput } from "./input.ts";
import { acceptedStep, learnedDrift } from "./otp.ts";
import { dueFactor, type FactorOutcome, type OtpLimits } from "./rules.ts";
import { accept, refuse } from "./settle.ts";

/** A contract as an OTP's check needs it; null where there is none. */
export type FoundAccount = OtpAccount | null;

export const findOtpAccount = findTogether(findOtpAccounts);

/**
 * The OTP alone, for a login server that checked the password itself. A contract that is unknown or has no
 * token is `rejected` like a wrong OTP; `locked` tells of the limit or a stopped token. Fails with `invalid`,
 * and with `throttled` after too many failures. `found` is what the caller has found of it already.
 */
export async function checkOtp(
  context: LoginContext,
  raw: unknown,
  found?: FoundAccount,
): Promise<{ outcome: FactorOutcome }> {
  const { contractorId, otp } = readInput(otpCheckInput, raw);
  const { db, now } = context;
  const account = found === undefined ? (await findOtpAccount(db, { contractorId, now })).found : found;
  const due = account && dueFactor(account.standing);
  if (account && due === "otp") return { outcome: await judgeOtp(context, account, { otp, loginId: null }) };
  const event = eventOf(context, account?.contractId ?? null, "otp");
  return { outcome: await refuse(context, { ...event, note: due === "locked" ? "locked" : "rejected" }) };
}

/** Judges an OTP of a contract that a token is registered for: one computation, one conditional write. */
export async function judgeOtp(
  context: LoginContext,
  account: OtpAccount,
  { otp, loginId }: { otp: string; loginId: string | null },
): Promise<FactorOutcome> {
  const event = eventOf(context, account.contractId, "otp");
  const found = account.token && findStep(context, account, account.token, otp);
  const { failedBefore } = account;
  return found
    ? accept(context, { ...event, ...found, loginId, failedBefore })
    : refuse(context, { ...event, fails: "otp" });
}

/** The step that an OTP of a token stands for, with the drift to remember; undefined for a wrong one. */
export function findStep(
  { keys, now }: Pick<LoginContext, "keys" | "now">,
  limits: OtpLimits,
  token: LoginToken,
  otp: string,
): Pick<OtpUse, "tokenId" | "step" | "driftSteps"> | undefined {
  const { windowSteps, hotpLookAhead } = limits;
  const seed = unseal(keys, token.serial, token.seed);
  const step = acceptedStep(token, { seed, otp, now, windowSteps, hotpLookAhead });
  if (step === undefined) return undefined;
  return { tokenId: token.id, step, driftSteps: learnedDrift(token, step, now, limits) };
}
