import { randomInt } from "node:crypto";
import { hashRaw } from "@node-rs/argon2";
import { z } from "zod";
import { replaceRecoveryCodes } from "#db/recovery-codes.ts";
import type { Context } from "../actor.ts";
import { command } from "../command.ts";
import { halfWidth, readInput } from "../input.ts";
import type { Account } from "./context.ts";
import { ownAccount } from "./own-account.ts";

export const recoveryCodeCount = 10;

/** Crockford's base32: no I, L, O or U, so that nothing is taken for another. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const codeLength = 16;

const codeInput = halfWidth
  .transform((text) =>
    text
      .toUpperCase()
      .replaceAll(/[-‐‑‒–—―−ー]/g, "")
      .replaceAll("O", "0")
      .replaceAll(/[IL]/g, "1"),
  )
  .pipe(
    z
      .string()
      .min(1, "recoveryCode.required")
      .regex(/^[0-9A-HJKMNP-TV-Z]{16}$/, "recoveryCode.format"),
  );

/** New codes of 80 random bits, such as `7F3K-…` in four groups, and what is kept of each. */
export async function makeCodes(staffId: string): Promise<{ codes: string[]; hashes: Buffer[] }> {
  const bare = Array.from({ length: recoveryCodeCount }, () =>
    Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join(""),
  );
  return {
    codes: bare.map((code) => code.replaceAll(/(.{4})(?!$)/g, "$1-")),
    hashes: await Promise.all(bare.map((code) => hashCode(staffId, code))),
  };
}

/** What would be kept of a code as it was typed. Fails with `invalid` under `recoveryCode`. */
export async function readCode(staffId: string, typed: unknown): Promise<Buffer> {
  const { recoveryCode } = readInput(z.object({ recoveryCode: codeInput }), { recoveryCode: typed });
  return hashCode(staffId, recoveryCode);
}

/** Salted by whose it is, so that a code is found again by its hash (NIST SP 800-63B-4 §3.1.2.2). */
function hashCode(staffId: string, code: string): Promise<Buffer> {
  return hashRaw(code, { memoryCost: 19_456, timeCost: 2, parallelism: 1, salt: Buffer.from(staffId) });
}

const hashesInput = z.object({ hashes: z.array(z.instanceof(Buffer)) });

const replaceCodes = command<typeof hashesInput, void, Account>({
  name: "staff.new_recovery_codes",
  permit: "account.own",
  fresh: true,
  input: hashesInput,
  async run({ tx, actor, now }, { hashes }) {
    await replaceRecoveryCodes(tx, actor.id, { hashes, at: now });
    return { result: undefined, change: { ...ownAccount(actor), after: { codes: hashes.length } } };
  },
});

/** Makes new recovery codes in the place of all that were left, and returns them: they are shown this once. */
export async function newRecoveryCodes(context: Context<Account>): Promise<string[]> {
  const { codes, hashes } = await makeCodes(context.actor.id);
  await replaceCodes(context, { hashes });
  return codes;
}
