import type { Database, Tx } from "./client.ts";
import { sqlOf } from "./prepared.ts";
import { apiClients } from "./schema/logins.ts";

/** How many calls came with a key, known by its SHA-256 in hex. */
export type CallsOfKey = { keyHash: string; calls: number };

/** Who a key belongs to; `minute` is where its limit stood before these calls, null where it has none. */
export type FoundClient = {
  keyHash: string;
  id: string;
  name: string;
  scopes: readonly string[];
  minute: { limit: number; calls: number; resetSeconds: number } | null;
};

/**
 * The clients of some keys, none that is unknown, revoked or past its end, their calls counted in the minute under
 * way. Exact over any number of processes: a client's row is raised by all of them in turn, and each learns how many
 * calls came before its own, of the client's other keys too. A key is noted as used once a day; else a client without
 * a limit writes nothing.
 */
export async function countCalls(db: Database, keys: readonly CallsOfKey[]): Promise<FoundClient[]> {
  const sql = sqlOf(db);
  const rows = await sql`
    with asked as materialized (
      select given.*, k.id as key_id, k.last_used_on, c.id, c.name, to_json(c.scopes) as scopes, c.calls_per_minute
        from unnest(${keys.map((key) => key.keyHash)}::text[], ${keys.map((key) => key.calls)}::int[])
          as given (key_hash, calls)
        join api_keys k on k.key_hash = given.key_hash and k.revoked_at is null
          and (k.expires_at is null or k.expires_at > now())
        join api_clients c on c.id = k.client_id and c.revoked_at is null
    ), used as (
      update api_keys set last_used_on = (now() at time zone 'Asia/Tokyo')::date
        where id in (select k.id from asked join api_keys k on k.id = asked.key_id
          where asked.last_used_on is distinct from (now() at time zone 'Asia/Tokyo')::date
          for no key update of k skip locked)
    ), counted as (
      insert into client_calls as n (client_id, calls, window_ends_at)
        select id, sum(calls), now() + interval '1 minute' from asked
          where calls_per_minute is not null group by id order by id
      on conflict (client_id) do update set
        calls = excluded.calls + case when n.window_ends_at > now() then n.calls else 0 end,
        window_ends_at = case when n.window_ends_at > now() then n.window_ends_at
          else excluded.window_ends_at end
      returning client_id, calls, window_ends_at
    )
    select asked.*, (counted.calls - sum(asked.calls) over (partition by asked.id order by asked.key_hash))::int as before,
        greatest(1, least(60, ceil(extract(epoch from counted.window_ends_at - now()))))::int as reset_seconds
      from asked left join counted on counted.client_id = asked.id`;
  return rows.map(({ key_hash: keyHash, id, name, scopes, ...row }) => ({
    ...{ keyHash, id, name, scopes },
    minute: row.calls_per_minute && {
      limit: row.calls_per_minute,
      calls: row.before,
      resetSeconds: row.reset_seconds,
    },
  }));
}

/** Every client that there ever was, by name. */
export async function listClients(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.select({ id: apiClients.id, name: apiClients.name }).from(apiClients).orderBy(apiClients.name);
}

export async function insertClient(tx: Tx, client: typeof apiClients.$inferInsert): Promise<void> {
  await tx.insert(apiClients).values(client);
}
