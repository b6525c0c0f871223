import { and, asc, count, eq, isNull, type SQL, sql } from "drizzle-orm";
import { type ClientNeed, type ClientScope, type ClientState, soonDays } from "#core/clients/rules.ts";
import type { Tx } from "./client.ts";
import type { Queue } from "./home.ts";
import { apiClients } from "./schema/logins.ts";

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
  nextEnd: sql<Date | null>`case when ${apiClients.revokedAt} is null then keys.next_end end`.mapWith(
    apiClients.createdAt,
  ),
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

export const clientOrders = ["name", "nextEnd", "lastUsed", "created"] as const;
export type ClientOrder = (typeof clientOrders)[number];

const orders: Record<ClientOrder, SQL> = {
  name: asc(apiClients.name),
  nextEnd: sql`case when ${apiClients.revokedAt} is null then keys.next_end end nulls last`,
  lastUsed: sql`keys.last_used_on desc nulls last`,
  created: sql`${apiClients.createdAt} desc`,
};

export type ClientFilter = {
  text?: string | undefined;
  state?: ClientState | undefined;
  scope?: ClientScope | undefined;
  /** Those alone of which a key ends soon with none in its place, or a change waits. */
  needs?: ClientNeed | undefined;
};

/** One page of the clients and how many in all. */
export async function listShownClients(
  tx: Tx,
  { text, state: wanted, scope, needs }: ClientFilter,
  { now, order, offset, limit }: { now: Date; order: ClientOrder; offset: number; limit: number },
) {
  const where = and(
    text ? sql`position(lower(${text}) in lower(${apiClients.name})) > 0` : undefined,
    wanted && eq(state, wanted),
    scope && sql`${scope} = any(${apiClients.scopes})`,
    needs === "soon" ? isSoon(now) : undefined,
    needs === "waits" ? waits : undefined,
  );
  const rows = await clientsAt(tx, now)
    .where(where)
    .orderBy(orders[order], asc(apiClients.name), asc(apiClients.id))
    .limit(limit)
    .offset(offset);
  const [counted] = await tx
    .select({ total: count() })
    .from(apiClients)
    .innerJoin(keysAt(now), sql`true`)
    .where(where);
  return { rows, total: counted?.total ?? 0 };
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
