import { and, count, eq, isNull, sql } from "drizzle-orm";
import {
  type ClientNeed,
  type ClientScope,
  type ClientSort,
  type ClientState,
  soonDays,
} from "#core/clients/rules.ts";
import type { Tx } from "./client.ts";
import type { Queue } from "./home.ts";
import { apiClients } from "./schema/logins.ts";
import { type Cut, type Sort, type SortColumns, sorted } from "./sort.ts";

const state = sql<ClientState>`case when ${apiClients.revokedAt} is not null then 'disabled'
  when ${apiClients.scopes} = '{}' then 'unapproved' else 'active' end`;

/** A client's keys in one row: those that work, and the next end of one that has no other in its place yet. */
const keysAt = (now: Date) => sql`lateral (
  select count(*) filter (where k.works)::int as usable, max(k.last_used_on) as last_used_on,
      min(k.expires_at) filter (where k.works and not k.replaced) as next_end
    from (
      select own.last_used_on, own.expires_at,
          own.revoked_at is null and (own.expires_at is null or own.expires_at > ${at(now)}) as works,
          exists (select from api_keys s where s.replaces = own.id and s.revoked_at is null) as replaced
        from api_keys own where own.client_id = ${apiClients.id}
    ) k
) keys`;

const at = (instant: Date) => sql`${instant.toISOString()}::timestamptz`;
const isSoon = (now: Date) => sql<boolean>`(${apiClients.revokedAt} is null and
  coalesce(keys.next_end <= ${at(now)} + make_interval(days => ${soonDays}), false))`;

const waits = sql<boolean>`exists (select from client_changes
  where client_id = ${apiClients.id} and state = 'proposed')`;

const nextEnd = sql`case when ${apiClients.revokedAt} is null then keys.next_end end`;

const shown = (now: Date) => ({
  id: apiClients.id,
  name: apiClients.name,
  scopes: apiClients.scopes,
  callsPerMinute: apiClients.callsPerMinute,
  createdAt: apiClients.createdAt,
  revokedAt: apiClients.revokedAt,
  state,
  usableKeys: sql<number>`case when ${apiClients.revokedAt} is null then keys.usable else 0 end`,
  lastUsedOn: sql<string | null>`keys.last_used_on::text`,
  nextEnd: sql<Date | null>`${nextEnd}`.mapWith(apiClients.createdAt),
  soon: isSoon(now),
  waits,
});
export type ShownClient = NonNullable<Awaited<ReturnType<typeof findClient>>>;

const clientsAt = (tx: Tx, now: Date) =>
  tx.select(shown(now)).from(apiClients).innerJoin(keysAt(now), sql`true`);

export async function findClient(tx: Tx, id: string, now: Date) {
  const [found] = await clientsAt(tx, now).where(eq(apiClients.id, id));
  return found;
}

export async function findClientByName(tx: Tx, name: string): Promise<{ id: string } | undefined> {
  const [found] = await tx.select({ id: apiClients.id }).from(apiClients).where(eq(apiClients.name, name));
  return found;
}

/** Who has no key that ends comes after all who have, and who never called before all who did. */
const sortColumns: SortColumns<ClientSort> = {
  name: [apiClients.name, apiClients.id],
  nextEnd: [sql`coalesce(${nextEnd}, 'infinity')`, apiClients.name, apiClients.id],
  lastUsed: [sql`coalesce(keys.last_used_on, '-infinity')`, apiClients.name, apiClients.id],
};
const byName: Sort<ClientSort> = { by: "name", descending: false };

export type ClientFilter = {
  text?: string | undefined;
  state?: ClientState | undefined;
  scope?: ClientScope | undefined;
  /** Those alone of which a key ends soon with none in its place, or a change waits. */
  needs?: ClientNeed | undefined;
};

function filteredClients({ text, state: wanted, scope, needs }: ClientFilter, now: Date) {
  return and(
    text ? sql`position(lower(${text}) in lower(${apiClients.name})) > 0` : undefined,
    wanted && eq(state, wanted),
    scope && sql`${scope} = any(${apiClients.scopes})`,
    needs === "soon" ? isSoon(now) : undefined,
    needs === "waits" ? waits : undefined,
  );
}

/** The clients as they stand at a moment, by name unless sorted otherwise. */
export async function listShownClients(
  tx: Tx,
  now: Date,
  { sort = byName, offset = 0, limit, ...filter }: ClientFilter & Cut<ClientSort>,
) {
  return clientsAt(tx, now)
    .where(filteredClients(filter, now))
    .orderBy(...sorted(sortColumns, sort).order)
    .limit(limit)
    .offset(offset);
}

/** How many clients such a list has in all. */
export async function countShownClients(tx: Tx, now: Date, filter: ClientFilter) {
  const [counted] = await tx
    .select({ total: count() })
    .from(apiClients)
    .innerJoin(keysAt(now), sql`true`)
    .where(filteredClients(filter, now));
  return { total: counted?.total ?? 0 };
}

/** Keys that end soon with none in their place: how many clients have one, and since when the longest is near its end. */
export async function countKeysThatEndSoon(tx: Tx, now: Date): Promise<Queue> {
  const oldest = sql<Date | null>`min(keys.next_end) - make_interval(days => ${soonDays})`;
  const [keys] = await tx
    .select({ count: count(), oldest: oldest.mapWith(apiClients.createdAt) })
    .from(apiClients)
    .innerJoin(keysAt(now), sql`true`)
    .where(isSoon(now));
  return { queue: "client_key_soon", ...(keys ?? { count: 0, oldest: null }) };
}

/** Ends a client for good; undefined where that was done already. */
export async function disableClientRow(tx: Tx, id: string, at: Date) {
  const [disabled] = await tx
    .update(apiClients)
    .set({ revokedAt: at })
    .where(and(eq(apiClients.id, id), isNull(apiClients.revokedAt)))
    .returning({ id: apiClients.id });
  return disabled;
}
