import { timingSafeEqual } from "node:crypto";
import { type OtpToken, otpAt, stepAt } from "./otp.ts";

/** Two codes as typed, one after the other, the opened seed, and how far to look for them. */
export type ResyncTry = {
  seed: Uint8Array;
  otps: readonly [string, string];
  now: Date;
  /** Time steps each way of the server's clock, or counters ahead of the last one accepted. */
  windowSteps: number;
};

/**
 * The newest step whose code and the one after it were typed, or undefined (RFC 4226 §7.4). A pair that begins
 * with the step accepted last, or just before it, is found too, so that a copy is told from a wrong guess.
 */
export function firstOfPair(
  token: OtpToken,
  { seed, otps: [first, second], now, windowSteps }: ResyncTry,
): number | undefined {
  const centre = token.kind === "hotp" ? token.lastStep : stepAt(now, token.stepSeconds);
  const oldest = Math.max(centre - windowSteps, token.lastStep - 1, 0);
  let found: number | undefined;
  let code = otpAt(token, seed, oldest);
  for (let step = oldest; step < centre + windowSteps; step++) {
    const next = otpAt(token, seed, step + 1);
    // Both are compared, whatever the first one shows.
    if ([same(code, first), same(next, second)].every(Boolean)) found = step;
    code = next;
  }
  return found;
}

/** Steps that the token's clock is ahead of the server's, which shows its newer code now; a button has none. */
export function shownDrift({ kind, stepSeconds }: OtpToken, newest: number, now: Date): number {
  return kind === "hotp" ? 0 : newest - stepAt(now, stepSeconds);
}

function same(code: string, typed: string): boolean {
  return code.length === typed.length && timingSafeEqual(Buffer.from(code), Buffer.from(typed));
}
