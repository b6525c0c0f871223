import { randomBytes } from "node:crypto";
import { generateURI, ScureBase32Plugin } from "otplib";
import { v7 } from "uuid";
import type { Enrolment } from "#db/staff-enrolments.ts";
import { fail, failField } from "../errors.ts";
import { type SealKeys, seal, unseal } from "../seal.ts";
import { readOtp, stepOf } from "./check-otp.ts";

/** What an authenticator app is given: as a QR code's text, and for typing. */
export type AuthenticatorKey = { uri: string; base32: string };

/** 160 bits, as RFC 4226 §4 recommends. */
const secretBytes = 20;

/** A new secret, sealed for the enrolment that will hold it. */
export function newSecret(keys: SealKeys) {
  const id = v7();
  const { sealed, keyVersion } = seal(keys, id, randomBytes(secretBytes));
  return { id, otpSecretSealed: sealed, otpKeyVersion: keyVersion };
}

/** How the app learns the secret of an enrolment. */
export function authenticatorKey(keys: SealKeys, enrolment: Enrolment, username: string): AuthenticatorKey {
  const base32 = new ScureBase32Plugin().encode(openSecret(keys, enrolment));
  return { base32, uri: generateURI({ issuer: "Token Desk", label: username, secret: base32 }) };
}

/**
 * The secret of an enrolment sealed for its person, once an OTP shows that the app has it, and that OTP's step.
 * Fails with `invalid` for a wrong one.
 */
export function proveAuthenticator(
  { keys, now }: { keys: SealKeys; now: Date },
  enrolment: Enrolment,
  { otp, username }: { otp: unknown; username: string },
) {
  const digits = readOtp(otp);
  const secret = openSecret(keys, enrolment);
  const step = stepOf(secret, { otp: digits, now, lastStep: -1 }) ?? failField("otp", "otp.notShown");
  return { ...seal(keys, username, secret), step };
}

function openSecret(keys: SealKeys, { id, otpSecretSealed: sealed, otpKeyVersion: keyVersion }: Enrolment) {
  if (!sealed || keyVersion === null) return fail("conflict", "enrolment");
  return unseal(keys, id, { sealed, keyVersion });
}
