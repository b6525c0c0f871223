import type postgres from "postgres";
import type { Factor, LoginOutcome } from "#core/logins/rules.ts";
import type { Database } from "./client.ts";
import { cardOpen } from "./logins.ts";
import { sqlOf } from "./prepared.ts";
import type { LoginEvent } from "./settle-checks.ts";

type Pair = readonly [number, number];

/** A pair to ask for, and another where that is the one answered last. */
export type Ask = { pair: Pair; instead: Pair };

/** A login to begin, or null where a right password still opens none. */
export type NewLogin = { id: string; factor: Factor; expectsFactor: boolean } | null;

/**
 * Writes what a right password led to, if the password counter has not meanwhile reached its limit: then it
 * counted for nothing, and the result is undefined. `ask` is the pair to ask for where none is being asked;
 * the pair that is asked now comes back.
 */
export async function savePasswordAccepted(
  db: Database,
  event: LoginEvent,
  { outcome, login, ask }: { outcome: LoginOutcome; login: NewLogin; ask: Ask | null },
): Promise<{ challenge: Pair | null } | undefined> {
  const sql = sqlOf(db);
  const at = event.now.toISOString();
  const [row] = await sql`
    with gate as (
      update login_accounts a set
        password_fails = case when ${outcome === "accepted"} then 0 else a.password_fails end,
        ${challenge(sql, { ask, at })}
        from settings s
        where a.contract_id = ${event.contractId} and a.password_fails < s.password_limit
        returning a.contract_id, a.challenge_first, a.challenge_second, s.login_minutes
    ), login as (
      insert into logins (id, contract_id, state, factor, client_key, created_at, expires_at)
        select ${login?.id ?? null}::uuid, contract_id, ${login?.expectsFactor ? "factor_required" : "accepted"},
          ${login?.factor ?? "none"}, ${event.clientKey}, ${at}, ${at}::timestamptz + login_minutes * interval '1 minute'
        from gate where ${login !== null}
    )
    insert into login_events (contract_id, at, factor, client_key, address, outcome)
      select ${subject(sql, event)}, case when gate.contract_id is null then 'locked' else ${outcome} end
      from (select) as once left join gate on true
      returning (select contract_id from gate) as passed,
        (select challenge_first from gate) as first, (select challenge_second from gate) as second`;
  if (row?.passed === null) return undefined;
  return { challenge: ask && [row?.first, row?.second] };
}

/** Keeps the pair that is asked, or asks `ask` where none is; null leaves all as it is. */
function challenge(sql: postgres.Sql, { ask, at }: { ask: Ask | null; at: string }) {
  if (ask === null) return sql`challenge_until = a.challenge_until`;
  const { pair, instead } = ask;
  const again = sql`(a.challenge_first = ${pair[0]} and a.challenge_second = ${pair[1]})`;
  return sql`
    challenge_first = case when a.challenge_until > ${at} then a.challenge_first
      when ${again} then ${instead[0]} else ${pair[0]} end,
    challenge_second = case when a.challenge_until > ${at} then a.challenge_second
      when ${again} then ${instead[1]} else ${pair[1]} end,
    challenge_until = case when a.challenge_until > ${at} then a.challenge_until
      else ${at}::timestamptz + s.challenge_minutes * interval '1 minute' end`;
}

/** The pair that a contract is asked: the one under way, else `ask` from now on. */
export async function askCells(
  db: Database,
  contractId: string,
  { ask, now }: { ask: Ask; now: Date },
): Promise<Pair> {
  const sql = sqlOf(db);
  const [row] = await sql`
    update login_accounts a set ${challenge(sql, { ask, at: now.toISOString() })}
      from settings s where a.contract_id = ${contractId}
      returning a.challenge_first as first, a.challenge_second as second`;
  return row ? [row.first, row.second] : ask.pair;
}

/**
 * Uses up the pair that was answered right, once: comparing and clearing it is one statement, and it holds only
 * while card access is open and the card not locked.
 */
export async function saveCardAccepted(
  db: Database,
  event: LoginEvent,
  { loginId, pair: [first, second] }: { loginId: string; pair: Pair },
): Promise<"accepted" | "rejected"> {
  const sql = sqlOf(db);
  const at = event.now.toISOString();
  const [row] = await sql`
    with used as (
      update login_accounts a set card_uses = a.card_uses + 1, card_fails = 0, password_fails = 0,
        challenge_until = 'epoch'
        from settings s
        where a.contract_id = ${event.contractId} and a.card_fails < s.card_limit
          and a.challenge_first = ${first} and a.challenge_second = ${second} and a.challenge_until > ${at}
          and ${cardOpen(sql, at)}
        returning a.contract_id
    ), entered as (
      update logins l set state = 'accepted' from used
        where l.id = ${loginId} and l.contract_id = used.contract_id and l.state = 'factor_required'
        returning l.id
    ), ended as (
      select case when exists (select from entered) then 'accepted' else 'rejected' end as outcome
    ), written as (
      insert into login_events (contract_id, at, factor, client_key, address, outcome)
        select ${subject(sql, event)}, outcome from ended
    )
    select outcome from ended`;
  return row?.outcome;
}

/** The first columns of an event. */
function subject(sql: postgres.Sql, { contractId, now, factor, clientKey, address }: LoginEvent) {
  return sql`${contractId}::uuid, ${now.toISOString()}::timestamptz, ${factor}::text, ${clientKey}::text,
    ${address}::text`;
}

/** Ends a login: its id opens nothing more. */
export async function closeLogin(
  db: Database,
  { loginId, clientKey }: { loginId: string; clientKey: string },
) {
  const sql = sqlOf(db);
  await sql`update logins set state = 'closed'
    where id = ${loginId} and client_key = ${clientKey} and state <> 'closed'`;
}
