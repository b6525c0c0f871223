import { and, desc, eq, gte, lt, lte, type SQL, sql } from "drizzle-orm";
import type { LoginEventFactor, LoginEventOutcome } from "#core/logins/rules.ts";
import type { Tx } from "./client.ts";
import { countListed } from "./count.ts";
import { contracts } from "./schema/contracts.ts";
import { apiClients, loginEvents } from "./schema/logins.ts";

const shown = {
  id: loginEvents.id,
  at: loginEvents.at,
  contractId: loginEvents.contractId,
  /** Null for an ID that no contract has. */
  contractorId: contracts.contractorId,
  factor: loginEvents.factor,
  outcome: loginEvents.outcome,
  reachedLimit: loginEvents.reachedLimit,
  clientKey: loginEvents.clientKey,
  /** Null where the key is one of our own pages'. */
  clientName: apiClients.name,
  address: loginEvents.address,
};

/** The events that a condition holds of, with whose they are and who asked. */
function eventsWhere(tx: Tx, where: SQL | undefined) {
  return tx
    .select(shown)
    .from(loginEvents)
    .leftJoin(contracts, eq(contracts.id, loginEvents.contractId))
    .leftJoin(apiClients, eq(sql`${apiClients.id}::text`, loginEvents.clientKey))
    .where(where);
}

export type LoginEvent = Awaited<ReturnType<typeof eventsWhere>>[number];

/** What login checks found for a contract, newest first; `locking`: only those that used up a limit. */
export async function listLoginEventsOf(
  tx: Tx,
  contractId: string,
  { locking, limit }: { locking: boolean; limit: number },
): Promise<LoginEvent[]> {
  const where = and(
    eq(loginEvents.contractId, contractId),
    locking ? eq(loginEvents.reachedLimit, true) : undefined,
  );
  return eventsWhere(tx, where).orderBy(desc(loginEvents.at), desc(loginEvents.id)).limit(limit);
}

/** What is absent narrows nothing; `until` is the first instant that no longer counts. */
export type LoginEventFilter = Partial<{
  contractorId: string | undefined;
  outcome: LoginEventOutcome | undefined;
  factor: LoginEventFactor | undefined;
  clientKey: string | undefined;
  address: string | undefined;
  from: Date | undefined;
  until: Date | undefined;
}>;

const { id, at } = loginEvents;

/**
 * An id about which events of a moment are, found by halves. Ids grow with time, but for the minutes that clocks and
 * checks may differ by; an index by time would cost each check more than all its events are ever looked at.
 */
function idAt(moment: Date): SQL {
  return sql`(with recursive halves (low, high) as (
      select coalesce(min(${id}), 0), coalesce(max(${id}), 0) + 1 from ${loginEvents}
      union all
      select case when found.at < ${moment.toISOString()} then middle + 1 else low end,
        case when found.at < ${moment.toISOString()} then high else middle end
      from halves, lateral (select (low + high) / 2 as middle) as between_them,
        lateral (select ${at} as at from ${loginEvents} where ${id} >= middle order by ${id} limit 1) as found
      where low < high)
    select max(low) from halves)`;
}

const slackMs = 30 * 60_000;
const later = (moment: Date, ms: number) => new Date(moment.getTime() + ms);

function matches(tx: Tx, filter: LoginEventFilter): SQL | undefined {
  const { contractorId, outcome, factor, clientKey, address, from, until } = filter;
  const e = loginEvents;
  return and(
    contractorId
      ? eq(
          e.contractId,
          tx.select({ id: contracts.id }).from(contracts).where(eq(contracts.contractorId, contractorId)),
        )
      : undefined,
    outcome ? eq(e.outcome, outcome) : undefined,
    factor ? eq(e.factor, factor) : undefined,
    // Said outright, so that the indexes of those alone are taken.
    outcome && outcome !== "accepted" ? sql`${e.outcome} <> 'accepted'` : undefined,
    factor && factor !== "password" && factor !== "otp"
      ? sql`${e.factor} not in ('password', 'otp')`
      : undefined,
    clientKey ? eq(e.clientKey, clientKey) : undefined,
    address ? eq(e.address, address) : undefined,
    from ? and(gte(e.at, from), gte(e.id, idAt(later(from, -slackMs)))) : undefined,
    until ? and(lt(e.at, until), lte(e.id, idAt(later(until, slackMs)))) : undefined,
  );
}

/** Login events of every contract, and of IDs that none has, newest first: one page, and how many in all. */
export async function listLoginEvents(
  tx: Tx,
  { offset, limit, ...filter }: LoginEventFilter & { offset: number; limit: number },
) {
  const where = matches(tx, filter);
  const rows = await eventsWhere(tx, where).orderBy(desc(loginEvents.id)).limit(limit).offset(offset);
  return { rows, ...(await countListed(tx, loginEvents, where)) };
}

/** The same, so many of those before an id: a long list part by part, while more are added at its beginning. */
export async function listLoginEventsBefore(
  tx: Tx,
  { before, limit, ...filter }: LoginEventFilter & { before: number | undefined; limit: number },
): Promise<LoginEvent[]> {
  const where = and(matches(tx, filter), before === undefined ? undefined : lt(loginEvents.id, before));
  return eventsWhere(tx, where).orderBy(desc(loginEvents.id)).limit(limit);
}

/** Writes down what a check found, in the transaction of what it did. */
export async function writeLoginEvent(tx: Tx, event: typeof loginEvents.$inferInsert): Promise<void> {
  await tx.insert(loginEvents).values(event);
}
