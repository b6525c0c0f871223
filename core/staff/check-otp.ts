import { z } from "zod";
import { readSettings } from "#db/settings.ts";
import { countOtpFailure, type Staff } from "#db/staff.ts";
import { fail, failField } from "../errors.ts";
import { halfWidth, readInput } from "../input.ts";
import { acceptedStep } from "../logins/otp.ts";
import { type SealKeys, unseal } from "../seal.ts";
import type { SignInContext } from "./context.ts";
import { note } from "./note.ts";

const otpInput = halfWidth.pipe(
  z
    .string()
    .min(1, "otp.required")
    .regex(/^\d{6}$/, "otp.format"),
);

/** The six digits of an OTP as it was typed in a field. Fails with `invalid` under its name. */
export function readOtp(otp: unknown, field = "otp"): string {
  return readInput(z.record(z.string(), otpInput), { [field]: otp })[field] ?? "";
}

/**
 * The step of a right OTP of the person's authenticator, for `takeOtpStep` to take: only then was it right, and for
 * one caller alone. A wrong one is counted before this fails with `invalid`, or `locked` from the limit on; with
 * `forbidden` where there is no authenticator.
 */
export async function checkOtp(
  context: SignInContext,
  person: Staff,
  { otp, field = "otp" }: { otp: unknown; field?: string },
): Promise<number> {
  const { db, now, keys } = context;
  const digits = readOtp(otp, field);
  const { staffOtpLimit } = await readSettings(db);
  if (person.otpFails >= staffOtpLimit) return fail("locked", "staff");
  const seed = otpSeedOf(keys, person) ?? fail("forbidden", "session");
  const step = stepOf(seed, { otp: digits, now, lastStep: person.otpLastStep });
  if (step !== undefined) return step;
  await countWrongOtp(context, person);
  return failField(field, "otp.wrong");
}

/** The step whose code of an authenticator was typed, if any: TOTP, SHA-1, six digits, half a minute, one step of slack. */
export function stepOf(
  seed: Buffer,
  { otp, now, lastStep }: { otp: string; now: Date; lastStep: number },
): number | undefined {
  return acceptedStep(
    { kind: "totp", algorithm: "sha1", digits: 6, stepSeconds: 30, driftSteps: 0, lastStep },
    { seed, otp, now, windowSteps: 1, hotpLookAhead: 0 },
  );
}

/** Counts a wrong second factor, and puts the lock on record that it may bring. Fails with `locked` past the limit. */
export async function countWrongOtp(context: SignInContext, person: Staff): Promise<void> {
  const { staffOtpLimit } = await readSettings(context.db);
  const counted = (await countOtpFailure(context.db, person.id)) ?? fail("locked", "staff");
  if (counted.fails === staffOtpLimit) await note(context.db, context, person, "staff.lock");
}

/** The secret of the person's authenticator; undefined where none is set up. */
function otpSeedOf(keys: SealKeys, person: Staff): Buffer | undefined {
  const { otpSecretSealed: sealed, otpKeyVersion: keyVersion } = person;
  return sealed && keyVersion !== null ? unseal(keys, person.username, { sealed, keyVersion }) : undefined;
}
