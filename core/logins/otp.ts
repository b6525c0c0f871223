import { timingSafeEqual } from "node:crypto";
import { generateSync } from "otplib";
import type { OtpAlgorithm, TokenKind } from "#core/tokens/rules.ts";
import { driftRestSeconds, hotpLookAhead } from "./rules.ts";

/** What of a token decides its codes, and where it stands. */
export type OtpToken = {
  kind: TokenKind;
  algorithm: OtpAlgorithm;
  digits: number;
  stepSeconds: number;
  /** The last step or counter accepted; −1 before the first. */
  lastStep: number;
  /** Steps that the token's clock is known to be ahead. */
  driftSteps: number;
};

/** A typed code, the opened seed (16 bytes or more), and the steps allowed before and after the present one. */
export type OtpTry = { seed: Uint8Array; otp: string; now: Date; windowSteps: number };

export type DriftLimits = { driftStepLimit: number; driftTotalLimit: number };

/** The time step of an instant (RFC 6238 §4.2). */
export function stepAt(now: Date, stepSeconds: number): number {
  return Math.floor(now.getTime() / 1000 / stepSeconds);
}

/** The code of one time step or counter (RFC 4226 §5.3). */
export function otpAt(
  { algorithm, digits }: Pick<OtpToken, "algorithm" | "digits">,
  seed: Uint8Array,
  step: number,
): string {
  return generateSync({
    strategy: "hotp",
    secret: seed,
    counter: step,
    algorithm,
    digits: digits === 8 ? 8 : 6,
  });
}

/**
 * The newest step in the window whose code was typed, or undefined. The step accepted last is found too, so
 * that a copy of a right code is told from a wrong guess: the write refuses it, and need not count it.
 */
export function acceptedStep(token: OtpToken, { seed, otp, now, windowSteps }: OtpTry): number | undefined {
  const [oldest, newest] =
    token.kind === "hotp"
      ? [token.lastStep, token.lastStep + hotpLookAhead]
      : window(token, now, windowSteps);
  const typed = Buffer.from(otp);
  let found: number | undefined;
  for (let step = Math.max(oldest, token.lastStep, 0); step <= newest; step++) {
    const code = Buffer.from(otpAt(token, seed, step));
    if (code.length === typed.length && timingSafeEqual(code, typed)) found = step;
  }
  return found;
}

function window({ stepSeconds, driftSteps }: OtpToken, now: Date, windowSteps: number): [number, number] {
  const centre = stepAt(now, stepSeconds) + driftSteps;
  return [centre - windowSteps, centre + windowSteps];
}

/** The drift to remember once `step` was accepted: a little nearer to what it showed, after a rest (RFC 6238 §6). */
export function learnedDrift(token: OtpToken, step: number, now: Date, limits: DriftLimits): number {
  const rested = (step - token.lastStep) * token.stepSeconds >= driftRestSeconds;
  if (token.kind === "hotp" || token.lastStep < 0 || !rested) return token.driftSteps;
  const shown = step - stepAt(now, token.stepSeconds);
  const moved = token.driftSteps + clamp(shown - token.driftSteps, limits.driftStepLimit);
  return clamp(moved, limits.driftTotalLimit);
}

function clamp(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value));
}
