import { serialFormat, serialInput } from "#core/tokens/input.ts";
import type { OtpAlgorithm, TokenKind } from "#core/tokens/rules.ts";
import type { FileRow, ReadToken } from "./read.ts";

/** Ends the reading of one row, not of the file. */
class RowError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Tells what is wrong with the row being read: throws what `fileRow` catches. */
export function problem(code: string): never {
  throw new RowError(code);
}

/** One row of the file, from its serial as written; what `read` finds wrong becomes the row's problem. */
export function fileRow(
  row: number,
  written: string | undefined,
  read: () => Omit<ReadToken, "serial">,
): FileRow {
  const serial = serialIn(written);
  try {
    const token = checked(read());
    if (serial === null) problem("tokenFile.serial");
    return { row, serial, token: { serial, ...token } };
  } catch (error) {
    if (error instanceof RowError) return { row, serial, problem: { code: error.code } };
    throw error;
  }
}

/** Null where it is none. */
function serialIn(written = ""): string | null {
  // Most are as they are kept: to have Zod convert them takes longer than to decrypt the row.
  const serial = serialFormat.test(written) ? written : serialInput.safeParse(written).data;
  // A text of its own: as a part of the file's text it would keep that in memory for as long as it is known.
  return serial === undefined ? null : Buffer.from(serial, "latin1").toString("latin1");
}

/** A day's steps of 30 seconds: a token whose clock is further off is no token to send out. */
const mostDriftSteps = 2880;

/** Sees that the database and the login check can take what was read. */
function checked(token: Omit<ReadToken, "serial">): Omit<ReadToken, "serial"> {
  const { seed, digits, stepSeconds, counter, driftSteps } = token;
  if (seed.length < 16) problem("tokenFile.seedShort");
  if (digits !== 6 && digits !== 8) problem("tokenFile.digits");
  if (stepSeconds !== 30 && stepSeconds !== 60) problem("tokenFile.step");
  if (counter !== null && !(Number.isSafeInteger(counter) && counter >= 0)) problem("tokenFile.counter");
  if (!(Number.isInteger(driftSteps) && Math.abs(driftSteps) <= mostDriftSteps)) problem("tokenFile.drift");
  return token;
}

/** A name such as a maker's, as written (NFC); null where there is none. */
export function nameIn(text = ""): string | null {
  const name = text.trim().normalize("NFC");
  if (name.length > 100 || /[\p{C}\uFFFD]/u.test(name)) problem("tokenFile.name");
  return name || null;
}

/** The number of a text of digits; NaN, which `checked` refuses, where it is none. */
export function numberIn(text: string): number {
  return /^[+-]?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
}

const hashes: Readonly<Record<string, OtpAlgorithm>> = { 1: "sha1", 256: "sha256", 512: "sha512" };

/** The kind and hash in words such as `totp` and `HMAC-SHA256`; SHA-1 where no hash is named (RFC 6238 §1.2). */
export function algorithmIn(kind: string, hash = ""): { kind: TokenKind; algorithm: OtpAlgorithm } {
  const named = kind.toLowerCase();
  const [, bits = hash === "" ? "1" : ""] = /^(?:[ht]otp-)?(?:hmac-?)?sha-?(1|256|512)$/i.exec(hash) ?? [];
  const algorithm = hashes[bits];
  if ((named !== "totp" && named !== "hotp") || algorithm === undefined) {
    return problem("tokenFile.algorithm");
  }
  return { kind: named, algorithm };
}
