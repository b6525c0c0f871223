import postgres from "postgres";
import { type Bench, dropIndexes, keys, ownDatabase } from "#bench/desk.ts";
import { closeDueMonths } from "#core/fees/close-due-months.ts";
import { hashPassword } from "#core/passwords.ts";
import { seal } from "#core/seal.ts";
import { connect } from "#db/client.ts";
import { countAnew } from "#db/guards/stock.ts";
import { staffOtpSecret, staffPassword } from "#demo/secrets.ts";
import { now, people } from "./ids.ts";
import { statements } from "./rows.ts";

/**
 * A bank of so many contracts with ten years of forms, orders, fees, notices and logins behind it, and ten times as many
 * rows of the audit, in a database of its own; made once. Its URL.
 */
export async function fillBank(bench: Bench, contracts: number): Promise<string> {
  const url = await ownDatabase(bench, `lists_${contracts}`);
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [found] = await owner`select count(*)::int as told from notices`;
    if (found?.told === contracts) return url;
    console.log(`Making a bank of ${contracts} contracts (once) …`);
    await owner.begin((sql) => fill(sql, contracts));
    await owner`vacuum (analyze, freeze)`;
  } finally {
    await owner.end();
  }
  await closeMonths(url);
  return url;
}

/** Without guards, which are no part of a look; indexes are made once the rows are there. */
async function fill(sql: postgres.TransactionSql, contracts: number): Promise<void> {
  await sql`set local session_replication_role = replica`;
  await sql`set local maintenance_work_mem = '512MB'`;
  await sql`set local work_mem = '256MB'`;
  await sql`truncate contracts, branches, staff, tokens, audit, login_events, login_event_blocks, notices, dispatches,
    debit_batches, fee_closings cascade`;
  const indexes = await dropIndexes(sql);
  for (const statement of [...statements(contracts), ...indexes, countAnew]) await sql.unsafe(statement);
  for (const { username } of Object.values(people)) await giveFactors(sql, username);
}

/** The months of the fees that are over, as the job does. */
async function closeMonths(url: string): Promise<void> {
  const { db, close } = connect(url, { role: "jobs" });
  const actor = { kind: "system", id: null, name: "bench" } as const;
  await closeDueMonths({ actor, db, keys, now, request: { id: "bench", address: "" } });
  await close();
}

/** Lets one of the staff sign in, by password and OTP as the demo's people do. */
async function giveFactors(sql: postgres.TransactionSql, username: string): Promise<void> {
  const { sealed, keyVersion } = seal(keys, username, staffOtpSecret(username));
  await sql`update staff set password_hash = ${await hashPassword(staffPassword(username))},
    password_changed_at = created_at, enrolled_at = created_at, otp_secret_sealed = ${sealed},
    otp_key_version = ${keyVersion} where username = ${username}`;
}
