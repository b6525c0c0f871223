import { hash } from "node:crypto";
import type { OtpAlgorithm, TokenKind } from "#core/tokens/rules.ts";
import { driftRestSeconds, type OtpLimits } from "./rules.ts";

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

/** A typed code, the opened seed, and where to look for it. */
export type OtpTry = Pick<OtpLimits, "windowSteps" | "hotpLookAhead"> & {
  seed: Uint8Array;
  otp: string;
  now: Date;
};

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
  return String(codesOf(algorithm, digits, seed)(step)).padStart(digits, "0");
}

const blockBytes = { sha1: 64, sha256: 64, sha512: 128 } as const satisfies Record<OtpAlgorithm, number>;
const digestBytes = { sha1: 20, sha256: 32, sha512: 64 } as const satisfies Record<OtpAlgorithm, number>;

/**
 * The codes of one seed, as numbers. HMAC (RFC 2104) by two one-shot hashes: an HMAC object made for each code
 * takes several times as long, and the login check makes three codes a check.
 */
function codesOf(algorithm: OtpAlgorithm, digits: number, seed: Uint8Array): (step: number) => number {
  const [block, digest] = [blockBytes[algorithm], digestBytes[algorithm]];
  const key = seed.length > block ? hash(algorithm, seed, "buffer") : seed;
  const inner = Buffer.alloc(block + 8, 0x36);
  const outer = Buffer.alloc(block + digest, 0x5c);
  // An iterator would make an array of each byte.
  for (let nth = 0; nth < key.length; nth++) {
    inner[nth] = (key[nth] ?? 0) ^ 0x36;
    outer[nth] = (key[nth] ?? 0) ^ 0x5c;
  }
  return (step) => {
    inner.writeBigUInt64BE(BigInt(step), block);
    outer.set(hash(algorithm, inner, "buffer"), block);
    const mac = hash(algorithm, outer, "buffer");
    const offset = mac.readUInt8(digest - 1) & 0xf;
    return (mac.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 10 ** digits;
  };
}

/**
 * The newest step in the window whose code was typed, or undefined. The step accepted last is found too, so
 * that a copy of a right code is told from a wrong guess: the write refuses it, and need not count it.
 */
export function acceptedStep(
  token: OtpToken,
  { seed, otp, now, windowSteps, hotpLookAhead }: OtpTry,
): number | undefined {
  if (otp.length !== token.digits) return undefined;
  const [oldest, newest] =
    token.kind === "hotp"
      ? [token.lastStep, token.lastStep + hotpLookAhead]
      : window(token, now, windowSteps);
  const codeAt = codesOf(token.algorithm, token.digits, seed);
  const typed = Number(otp);
  for (let step = newest; step >= Math.max(oldest, token.lastStep, 0); step--) {
    if (codeAt(step) === typed) return step;
  }
  return undefined;
}

function window({ stepSeconds, driftSteps }: OtpToken, now: Date, windowSteps: number): [number, number] {
  const centre = stepAt(now, stepSeconds) + driftSteps;
  return [centre - windowSteps, centre + windowSteps];
}

/** The drift to remember once `step` was accepted: a little nearer to what it showed, after a rest (RFC 6238 §6). */
export function learnedDrift(
  token: OtpToken,
  step: number,
  now: Date,
  limits: Pick<OtpLimits, "driftStepLimit" | "driftTotalLimit">,
): number {
  const rested = (step - token.lastStep) * token.stepSeconds >= driftRestSeconds;
  if (token.kind === "hotp" || token.lastStep < 0 || !rested) return token.driftSteps;
  const shown = step - stepAt(now, token.stepSeconds);
  const moved = token.driftSteps + clamp(shown - token.driftSteps, limits.driftStepLimit);
  // What a resync has shown beyond the limit stays.
  return clamp(moved, Math.max(limits.driftTotalLimit, Math.abs(token.driftSteps)));
}

function clamp(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value));
}
