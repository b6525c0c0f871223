import { asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { audit } from "./schema/audit.ts";

/** The rows of the audit that seal look-ups. */
export const sealAction = "look_up.seal";

const sealingLock = 7_301_958;

/** Makes this transaction the only one, of all processes, that seals look-ups; false where another one does. */
export async function becomeLookUpSealer(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute(sql`select pg_try_advisory_xact_lock(${sealingLock}) as mine`);
  return row?.mine === true;
}

/** Where the newest seal ends, and the next begins; undefined before the first. */
export async function findSealedUntil(tx: Tx): Promise<string | undefined> {
  const [last] = await tx
    .select({ until: sql<string>`${audit.after}->>'until'` })
    .from(audit)
    .where(eq(audit.action, sealAction))
    .orderBy(desc(audit.id))
    .limit(1);
  return last?.until;
}

/**
 * The looks and unmaskings from one instant to before another. Each is a line of JSON without what is null, so that a
 * later column changes no digest of old; times as seconds since 1970, so that no setting of the session shows.
 */
const sealed = (from: SQL, until: SQL) => sql`(
  select l.at, l.id, (jsonb_strip_nulls(to_jsonb(l)) || jsonb_build_object(
      'at', extract(epoch from l.at), 'slot_at', extract(epoch from l.slot_at)))::text as line
    from look_ups l where l.at >= ${from}::timestamptz and l.at < ${until}::timestamptz
  union all
  select u.at, u.id, (jsonb_strip_nulls(to_jsonb(u)) || jsonb_build_object('at', extract(epoch from u.at),
      'signed_in_at', extract(epoch from u.signed_in_at), 'until', extract(epoch from u.until)))::text
    from unmaskings u where u.at >= ${from}::timestamptz and u.at < ${until}::timestamptz
)`;

export type Stretch = { from: string; until: string };
export type Digest = { rows: number; digest: string };

/** The end of a stretch that begins at `from`: no later than `until`, and after about so many rows. */
export async function findSealEnd(
  tx: Tx,
  { from, until, atMost }: Stretch & { atMost: number },
): Promise<string> {
  const [row] = await tx.execute<{ at: string | null }>(sql`
    select to_json(at) #>> '{}' as at from ${sealed(sql`${from}`, sql`${until}`)} as s
      where at > ${from}::timestamptz order by at offset ${atMost} limit 1`);
  return row?.at ?? until;
}

/** How many lie in each stretch now, and their digest: SHA-256 in hex of their lines in the order of time and id. */
export async function digestLookUps(tx: Tx, stretches: readonly Stretch[]): Promise<Digest[]> {
  const rows = await tx.execute<Digest>(sql`
    select n.rows, n.digest from json_to_recordset(${JSON.stringify(stretches)}::json) as g ("from" text, until text),
      lateral (
        select count(*)::int as rows,
            encode(sha256(convert_to(coalesce(string_agg(line, chr(10) order by at, id), ''), 'UTF8')), 'hex') as digest
          from ${sealed(sql`g.from`, sql`g.until`)} as s
      ) as n`);
  return [...rows];
}

/** A seal as the audit has it, by its row's number. */
export type LookUpSeal = { number: number; sealed: Stretch & Digest };

/** Every seal, the oldest first. */
export async function listSeals(tx: Tx): Promise<LookUpSeal[]> {
  return tx
    .select({ number: audit.id, sealed: sql<LookUpSeal["sealed"]>`${audit.after}` })
    .from(audit)
    .where(eq(audit.action, sealAction))
    .orderBy(asc(audit.id));
}
