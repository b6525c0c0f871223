import type { Tx } from "#db/client.ts";
import { countRecoveryCodes, findRecoveryCode, takeRecoveryCode } from "#db/recovery-codes.ts";
import { readSettings } from "#db/settings.ts";
import { admitSecondFactor, type Staff, takeOtpStep } from "#db/staff.ts";
import { fail, failField } from "../errors.ts";
import { checkOtp, countWrongOtp } from "./check-otp.ts";
import type { SignInContext } from "./context.ts";
import { note } from "./note.ts";
import { readCode } from "./recovery-codes.ts";

/** What a person shows beside the password: an OTP, or a recovery code where the authenticator is away. */
export type SecondFactor = { otp: unknown } | { recoveryCode: unknown };

/** Takes what was shown, in the transaction that it opens: good once, for one caller alone. */
type Take = (tx: Tx) => Promise<void>;

/**
 * Checks a second factor; a wrong one is counted before this fails, an OTP and a recovery code in the same count.
 * Fails with `invalid`, with `locked` from the limit on. What it returns fails where another was quicker.
 */
export function checkSecondFactor(context: SignInContext, person: Staff, shown: SecondFactor): Promise<Take> {
  return "otp" in shown
    ? checkedOtp(context, person, shown.otp)
    : checkedRecoveryCode(context, person, shown.recoveryCode);
}

async function checkedOtp(context: SignInContext, person: Staff, otp: unknown): Promise<Take> {
  const step = await checkOtp(context, person, { otp });
  return async (tx) => {
    (await takeOtpStep(tx, person.id, step)) ?? failField("otp", "otp.used");
  };
}

async function checkedRecoveryCode(context: SignInContext, person: Staff, typed: unknown): Promise<Take> {
  const { db, now } = context;
  const { staffOtpLimit } = await readSettings(db);
  if (person.otpFails >= staffOtpLimit) return fail("locked", "staff");
  const codeHash = await readCode(person.id, typed);
  if (!(await findRecoveryCode(db, person.id, codeHash))) {
    await countWrongOtp(context, person);
    return failField("recoveryCode", "recoveryCode.wrong");
  }
  return async (tx) => {
    (await admitSecondFactor(tx, person.id)) ?? fail("locked", "staff");
    (await takeRecoveryCode(tx, person.id, codeHash, now)) ?? failField("recoveryCode", "recoveryCode.wrong");
    await note(tx, context, person, "staff.use_recovery_code", {
      left: await countRecoveryCodes(tx, person.id),
    });
  };
}
