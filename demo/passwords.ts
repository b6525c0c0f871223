import { hash } from "@node-rs/argon2";
import { sql } from "drizzle-orm";
import { hashPassword } from "#core/passwords.ts";
import type { Tx } from "#db/client.ts";
import type { DemoContract } from "./people/contracts.ts";
import { contractPassword } from "./secrets.ts";

/**
 * A hash that is cheap to check. The story logs in some hundreds of times, at 10 ms each with the hashes that
 * last; those are made meanwhile on the other core and put in their place at the end.
 */
export function passingHash(password: string): Promise<string> {
  return hash(password, { memoryCost: 64, timeCost: 1, parallelism: 1 });
}

type Settled = { contractorId: string; passwordHash: string }[];

/** Begins to hash every contract's password as the login check demands. */
export function settlePasswords(people: readonly DemoContract[]): Promise<Settled> {
  return Promise.all(
    people.map(async ({ contractorId }) => ({
      contractorId,
      passwordHash: await hashPassword(contractPassword(contractorId)),
    })),
  );
}

export async function savePasswords(tx: Tx, settled: Settled): Promise<void> {
  await tx.execute(sql`
    update login_accounts a set password_hash = s."passwordHash"
      from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as s("contractorId" text, "passwordHash" text)
      where a.contractor_id = s."contractorId"`);
}
