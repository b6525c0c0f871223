import { and, asc, eq, sql } from "drizzle-orm";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import { type SealKeys, unseal } from "#core/seal.ts";
import type { Database } from "#db/client.ts";
import { tokens } from "#db/schema/tokens.ts";

export type WalkToken = { serial: string; otp: string; seed: string };

/** Tokens in stock of the usual kind, as if they lay on the desk: what their backs and their displays show. */
export async function listStock(
  db: Database,
  { keys, now }: { keys: SealKeys; now: Date },
): Promise<WalkToken[]> {
  const rows = await db
    .select()
    .from(tokens)
    .where(
      and(
        eq(tokens.state, "in_stock"),
        eq(tokens.kind, "totp"),
        eq(tokens.algorithm, "sha1"),
        eq(tokens.stepSeconds, 30),
        sql`${tokens.expiresOn} > current_date + 365`,
      ),
    )
    .orderBy(asc(tokens.serial));
  return rows.map((token) => {
    const seed = unseal(keys, token.serial, { sealed: token.seedSealed, keyVersion: token.seedKeyVersion });
    return { serial: token.serial, otp: otpAt(token, seed, stepAt(now, 30)), seed: seed.toString("hex") };
  });
}
