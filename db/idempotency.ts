import type postgres from "postgres";
import type { Database } from "./client.ts";
import { sqlOf } from "./prepared.ts";

/** One use of an Idempotency-Key; `claimedAt` says whose, should another have taken it over. */
export type Claim = { clientId: string; key: string; claimedAt: string };

/** What stands under a key: the request that came with it, and its answer unless that is still under way. */
export type KeptRequest = {
  requestMac: string;
  answer: { status: number; body: string } | null;
  /** Whether the key may be claimed: kept for long enough, given back, or left by a process that ended. */
  free: boolean;
};

/** Takes a key for one request; undefined where it is taken. By the database's clock. */
export async function claimKey(
  db: Database,
  { clientId, key, requestMac }: { clientId: string; key: string; requestMac: string },
): Promise<Claim | undefined> {
  const sql = sqlOf(db);
  const [row] = await sql`
    insert into idempotency_keys as k (client_id, key, request_mac, created_at)
      values (${clientId}, ${key}, ${requestMac}, now())
    on conflict (client_id, key) do update set
      request_mac = excluded.request_mac, created_at = excluded.created_at, status = null, body = null
      where ${isFree(sql)}
    returning created_at::text as claimed_at`;
  return row && { clientId, key, claimedAt: row.claimed_at };
}

/** What stands under a key. */
export async function findKept(
  db: Database,
  { clientId, key }: { clientId: string; key: string },
): Promise<KeptRequest | undefined> {
  const sql = sqlOf(db);
  const [row] = await sql`
    select request_mac, status, body, ${isFree(sql)} as free from idempotency_keys k
      where client_id = ${clientId} and key = ${key}`;
  return (
    row && {
      requestMac: row.request_mac,
      answer: row.status === null ? null : { status: row.status, body: row.body },
      free: row.free,
    }
  );
}

/** Keeps the answer to a claimed request, unless another has meanwhile taken the key over. */
export async function keepAnswer(
  db: Database,
  { clientId, key, claimedAt }: Claim,
  { status, body }: { status: number; body: string },
): Promise<void> {
  const sql = sqlOf(db);
  await sql`update idempotency_keys set status = ${status}, body = ${body}
    where client_id = ${clientId} and key = ${key} and created_at = ${claimedAt}::text::timestamptz`;
}

/** Gives a claimed key back, so that the same request may come again at once. */
export async function giveBackKey(db: Database, { clientId, key, claimedAt }: Claim): Promise<void> {
  const sql = sqlOf(db);
  await sql`update idempotency_keys set created_at = 'epoch'
    where client_id = ${clientId} and key = ${key} and created_at = ${claimedAt}::text::timestamptz`;
}

/** A key is kept for a day; one still under way after half a minute was left by a process that ended. */
function isFree(sql: postgres.Sql) {
  return sql`(k.created_at <= now() - case when k.status is null then interval '30 seconds'
    else interval '24 hours' end)`;
}
