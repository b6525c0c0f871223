import type postgres from "postgres";
import type { Counter, FactorOutcome, LoginEventFactor } from "#core/logins/rules.ts";
import { type Database, retried } from "./client.ts";
import { sqlOf } from "./prepared.ts";

/** What is written down of every check: where, when, by whom, of what. */
export type LoginEvent = {
  /** Null for an ID that no contract has. */
  contractId: string | null;
  now: Date;
  factor: LoginEventFactor;
  clientKey: string;
  address: string;
  /** What failures are counted under beside the contract: the address, or the network of an IPv6 one. */
  network: string;
};

/** A right OTP to use up: the token's step, the drift to remember, and the login that it lets in, if any. */
export type OtpUse = { tokenId: string; step: number; driftSteps: number; loginId: string | null };

export type RightOtp = LoginEvent & OtpUse;

/** A failure of one counter, or a check that was refused before anything was looked at. */
export type Refusal = LoginEvent & ({ fails: Counter } | { note: "rejected" | "locked" | "throttled" });

/** What was written; after `throttled`, in how many seconds the next is looked at. */
export type Settled<Outcome = FactorOutcome> = { outcome: Outcome | "throttled"; retryAfterSeconds: number };

/*
 * Two statements settle what checks came to, many in one commit, of a contract one at most. What must hold under
 * attack holds in them: accounts are locked in key order, before tokens and addresses, and a decision is made
 * under its account's lock alone. An address that has used up its failures, or an account whose last failure is
 * too recent, is told `throttled` and nothing else, and counted nowhere. No rollback gives an attempt back.
 */

/**
 * Uses up right OTPs, each once ever: its step must be newer than any used. A copy that comes second is refused,
 * not counted; so is any after the limit is reached. What is accepted clears the counters before it.
 */
export async function acceptOtps(db: Database, otps: readonly RightOtp[]): Promise<Settled[]> {
  const sql = sqlOf(db);
  return settled(
    () => sql`
    with given as materialized (
      select * from unnest(
        ${otps.map((otp) => otp.tokenId)}::uuid[], ${otps.map((otp) => otp.step)}::bigint[],
        ${otps.map((otp) => otp.driftSteps)}::int[], ${otps.map((otp) => otp.loginId)}::uuid[],
        ${events(sql, otps)}
      ) as g (token_id, step, drift_steps, login_id, ${eventColumns(sql)}) cross join settings s
    ), account as materialized (
      select g.nth, a.otp_fails >= g.otp_limit as locked, a.otp_fails + a.password_fails > 0 as failed,
          case when g.retry_delay_seconds > 0
            then a.factor_failed_at + g.retry_delay_seconds * interval '1 second' end as retry_at
        from given g join login_accounts a on a.contract_id = g.contract_id
        order by g.contract_id
        for no key update of a
    ), judged as materialized (
      select g.*, account.failed, ${putOff(sql)}
        from given g join account on account.nth = g.nth ${putOffAddress(sql)}
    ), used as (
      update tokens t set last_step = j.step, drift_steps = j.drift_steps from judged j
        where t.id = j.token_id and j.refused is null and t.last_step < j.step and t.state = 'active'
        returning j.nth, j.contract_id, j.login_id, j.failed
    ), cleared as (
      update login_accounts a set otp_fails = 0, password_fails = 0 from used
        where used.failed and a.contract_id = used.contract_id
    ), entered as (
      update logins l set state = 'accepted' from used
        where l.id = used.login_id and l.contract_id = used.contract_id and l.state = 'factor_required'
        returning l.id
    ), settled as materialized (
      select j.*, false as reached_limit, coalesce(j.refused, case
          when used.nth is not null and (j.login_id is null or j.login_id in (select id from entered))
          then 'accepted' else 'rejected' end) as outcome
        from judged j left join used on used.nth = j.nth
    ), ${written(sql)}`,
  );
}

/**
 * Counts failures and writes down refusals. A counter is raised only below its limit, so that of any number of
 * guesses at once no more than the limit are told `rejected`, the rest `locked`. An address is charged for each
 * failure, and for each ID that no contract has.
 */
export async function refuseChecks(
  db: Database,
  checks: readonly Refusal[],
): Promise<Settled<"rejected" | "locked">[]> {
  const sql = sqlOf(db);
  const at = new Date(Math.max(...checks.map(({ now }) => now.getTime()))).toISOString();
  return settled(
    () => sql`
    with given as materialized (
      select * from unnest(
        ${checks.map((check) => ("note" in check ? check.note : null))}::text[],
        ${checks.map((check) => ("fails" in check ? check.fails : null))}::text[], ${events(sql, checks)}
      ) as g (note, fails, ${eventColumns(sql)}) cross join settings s
    ), account as materialized (
      select g.nth, case g.fails when 'password' then a.password_fails >= g.password_limit
            when 'card' then a.card_fails >= g.card_limit else a.otp_fails >= g.otp_limit end as locked,
          case when g.retry_delay_seconds > 0 and g.fails <> 'password'
            then a.factor_failed_at + g.retry_delay_seconds * interval '1 second' end as retry_at
        from given g join login_accounts a on a.contract_id = g.contract_id
        where g.fails is not null
        order by g.contract_id
        for no key update of a
    ), judged as materialized (
      select g.*, ${putOff(sql)}
        from given g left join account on account.nth = g.nth ${putOffAddress(sql)}
    ), charged as materialized (
      select nth, network, address_failure_limit, address_window_minutes,
          row_number() over (partition by network order by nth) as turn from judged
        where address_failure_limit is not null and refused is null
          and (fails is not null or contract_id is null and note = 'rejected')
    ), addressed as (
      insert into address_failures as f (address, failures, window_ends_at)
        select network, count(*), ${at}::timestamptz + max(address_window_minutes) * interval '1 minute'
          from charged group by network order by network
        on conflict (address) do update set
          failures = excluded.failures + case when f.window_ends_at > ${at} then f.failures else 0 end,
          window_ends_at = case when f.window_ends_at > ${at} then f.window_ends_at
            else excluded.window_ends_at end
        returning f.address, f.failures, f.window_ends_at
    ), turned_away as materialized (
      select c.nth, f.window_ends_at from charged c join addressed f on f.address = c.network
        where f.failures - (select count(*) from charged o where o.network = c.network) + c.turn
          > c.address_failure_limit
    ), counted as (
      update login_accounts a set
          password_fails = a.password_fails + (j.fails = 'password')::int,
          otp_fails = a.otp_fails + (j.fails = 'otp')::int,
          card_fails = a.card_fails + (j.fails = 'card')::int,
          factor_failed_at = case j.fails when 'password' then a.factor_failed_at else j.at end
        from judged j
        where a.contract_id = j.contract_id and j.fails is not null and j.refused is null
          and not exists (select from turned_away t where t.nth = j.nth)
        returning j.nth, case j.fails when 'password' then a.password_fails >= j.password_limit
          when 'card' then a.card_fails >= j.card_limit else a.otp_fails >= j.otp_limit end as reached
    ), settled as materialized (
      select j.contract_id, j.at, j.factor, j.client_key, j.address, j.nth,
          coalesce(counted.reached, false) as reached_limit, coalesce(t.window_ends_at, j.retry_at) as retry_at,
          case when t.nth is not null then 'throttled' else coalesce(j.refused, j.note, 'rejected') end as outcome
        from judged j left join turned_away t on t.nth = j.nth left join counted on counted.nth = j.nth
    ), ${written(sql)}`,
  ) as Promise<Settled<"rejected" | "locked">[]>;
}

function events(sql: postgres.Sql, checks: readonly LoginEvent[]) {
  return sql`
    ${checks.map((_, nth) => nth)}::int[], ${checks.map((check) => check.contractId)}::uuid[],
    ${checks.map((check) => check.now.toISOString())}::text[]::timestamptz[],
    ${checks.map((check) => check.factor)}::text[], ${checks.map((check) => check.clientKey)}::text[],
    ${checks.map((check) => check.address)}::text[], ${checks.map((check) => check.network)}::text[]`;
}

function eventColumns(sql: postgres.Sql) {
  return sql`nth, contract_id, at, factor, client_key, address, network`;
}

/** What keeps a check from being looked at, and until when. */
function putOff(sql: postgres.Sql) {
  return sql`coalesce(f.window_ends_at, account.retry_at) as retry_at, case
    when f.address is not null then 'throttled'
    when account.locked then 'locked'
    when account.retry_at > g.at then 'throttled' end as refused`;
}

function putOffAddress(sql: postgres.Sql) {
  return sql`left join address_failures f on f.address = g.network
    and f.failures >= g.address_failure_limit and f.window_ends_at > g.at`;
}

function written(sql: postgres.Sql) {
  return sql`written as (
      insert into login_events (contract_id, at, factor, client_key, address, outcome, reached_limit)
        select contract_id, at, factor, client_key, address, outcome, reached_limit from settled order by nth
    )
    select outcome, greatest(1, ceil(extract(epoch from retry_at - at)))::int as retry_after
      from settled order by nth`;
}

async function settled(statement: () => PromiseLike<postgres.RowList<postgres.Row[]>>): Promise<Settled[]> {
  const rows = await retried(statement);
  return rows.map((row) => ({ outcome: row.outcome, retryAfterSeconds: row.retry_after ?? 1 }));
}
