import { asc, between, count, desc, getTableColumns, gt, max, min, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { loginEventBlocks, loginEvents } from "./schema/logins.ts";

export type LoginEventBlock = typeof loginEventBlocks.$inferSelect;

const sealingLock = 7_301_956;

/** Makes this transaction the only one, of all processes, that adds blocks; false where another one does. */
export async function becomeSealer(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute(sql`select pg_try_advisory_xact_lock(${sealingLock}) as mine`);
  return row?.mine === true;
}

/** The newest block; undefined before the first. */
export async function findLastBlock(tx: Tx): Promise<LoginEventBlock | undefined> {
  const [last] = await tx.select().from(loginEventBlocks).orderBy(desc(loginEventBlocks.number)).limit(1);
  return last;
}

const looksAtMost = 30;

/**
 * The newest event's id, once each lower one is written for good or never will be; undefined where some writer
 * takes longer than a moment. Events commit out of order, so the newest alone says nothing of those before it.
 */
export async function findSettledId(tx: Tx): Promise<number | undefined> {
  const [newest] = await tx.select({ id: max(loginEvents.id) }).from(loginEvents);
  if (!newest?.id) return undefined;
  // Whoever was given a lower id held the table's lock for writing when this id was given, and holds it to the
  // end of its transaction. So we wait for those alone, as CREATE INDEX CONCURRENTLY does, and stop nobody.
  let writers = await listWriters(tx);
  for (let look = 0; writers.length > 0 && look < looksAtMost; look++) {
    await tx.execute(sql`select pg_sleep(0.01)`);
    const now = await listWriters(tx);
    writers = writers.filter((writer) => now.includes(writer));
  }
  return writers.length === 0 ? newest.id : undefined;
}

/** The transactions that may have written events and not ended yet. */
async function listWriters(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ virtualtransaction: string }>(sql`
    select virtualtransaction from pg_locks
      where locktype = 'relation' and database = (select oid from pg_database where datname = current_database())
        and relation = 'login_events'::regclass and mode = 'RowExclusiveLock' and granted`);
  return rows.map((row) => row.virtualtransaction);
}

/** The id at which a block ends that begins with `firstId`: no later than `lastId`, so many events at most. */
export async function findBlockEnd(
  tx: Tx,
  { firstId, lastId, atMost }: { firstId: number; lastId: number; atMost: number },
): Promise<number | null> {
  const next = tx
    .select({ id: loginEvents.id })
    .from(loginEvents)
    .where(between(loginEvents.id, firstId, lastId))
    .orderBy(asc(loginEvents.id))
    .limit(atMost)
    .as("next");
  const [end] = await tx.select({ id: max(next.id) }).from(next);
  return end?.id ?? null;
}

/**
 * SHA-256 in hex of events in the order of their ids; null of none. A line of JSON an event, so that no two sets
 * of events read alike; times as seconds since 1970, so that no setting of the session shows.
 */
const e = loginEvents;
const digest = sql<
  string | null
>`encode(sha256(convert_to(string_agg(json_build_array(${e.id}, ${e.contractId},
  extract(epoch from ${e.at}), ${e.factor}, ${e.outcome}, ${e.reachedLimit}, ${e.clientKey}, ${e.address})::text,
  chr(10) order by ${e.id}), 'UTF8')), 'hex')`;

/** How many events lie between two ids, both included, and their digest. */
export async function digestEvents(tx: Tx, { firstId, lastId }: { firstId: number; lastId: number }) {
  const [found] = await tx
    .select({ events: count(), digest })
    .from(loginEvents)
    .where(between(loginEvents.id, firstId, lastId));
  return { events: found?.events ?? 0, digest: found?.digest ?? null };
}

export async function insertBlock(tx: Tx, block: LoginEventBlock): Promise<void> {
  await tx.insert(loginEventBlocks).values(block);
}

/** The blocks that follow a number, each with the digest of the events that lie between its ids now. */
export async function recountBlocks(tx: Tx, { after, limit }: { after: number; limit: number }) {
  const b = loginEventBlocks;
  const now = tx
    .select({ digest })
    .from(loginEvents)
    .where(between(loginEvents.id, b.firstId, b.lastId));
  return tx
    .select({ ...getTableColumns(b), digest: sql<string | null>`(${now})` })
    .from(b)
    .where(gt(b.number, after))
    .orderBy(asc(b.number))
    .limit(limit);
}

/** The lowest id of any event; infinity where there is none. */
export async function findFirstEventId(tx: Tx): Promise<number> {
  const [first] = await tx.select({ id: min(loginEvents.id) }).from(loginEvents);
  return first?.id ?? Number.POSITIVE_INFINITY;
}

/** Events after an id: how many, and since when the oldest waits. */
export async function countEventsAfter(tx: Tx, id: number): Promise<{ events: number; oldest: Date | null }> {
  const [waiting] = await tx
    .select({ events: count(), oldest: min(loginEvents.at) })
    .from(loginEvents)
    .where(gt(loginEvents.id, id));
  return waiting ?? { events: 0, oldest: null };
}

/** Deletes counts of windows long over, and answers that nobody may ask for again: see db/guards/login-check.ts. */
export async function tidyLoginCheck(tx: Tx): Promise<void> {
  await tx.execute(sql`select tidy_login_check()`);
}
