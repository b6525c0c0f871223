import type { Counter, LoginEventFactor, LoginEventOutcome } from "#core/logins/rules.ts";
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

/** How a check may end before anything is looked at. */
export type Refusal = Exclude<LoginEventOutcome, "accepted" | "factor_required">;

/** What a check came to before it is written: nothing to count, a failure of one counter, or a right OTP. */
export type Check = LoginEvent & ({ note: Refusal } | { fails: Counter } | { uses: OtpUse });

/** What was written; after `throttled`, in how many seconds the next is looked at. */
export type Settled = { outcome: Exclude<LoginEventOutcome, "factor_required">; retryAfterSeconds: number };

/**
 * Writes what checks came to, in one statement and so in one commit; of a contract one check at most. All that
 * holds under attack holds here:
 * - A counter is raised only below its limit, under the account's row lock: of any number of guesses at once no
 *   more than the limit are told `rejected`, the rest `locked`. Nothing rolls an attempt back.
 * - A right OTP is used up once ever: the step must be newer than any used. A copy that comes second is refused,
 *   not counted; so is any after the limit is reached. Only then are the counters cleared.
 * - An address that has used up its failures, or a contract whose last one is too recent, is `throttled`: told
 *   nothing, counted nowhere.
 * Accounts are locked in key order and before tokens and addresses, so batches wait for one another and no more.
 */
export async function settleChecks(db: Database, checks: readonly Check[]): Promise<Settled[]> {
  const sql = sqlOf(db);
  const uses = checks.map((check) => ("uses" in check ? check.uses : null));
  const at = new Date(Math.max(...checks.map(({ now }) => now.getTime()))).toISOString();
  const rows = await retried(
    () => sql`
    with given as materialized (
      select * from unnest(
        ${checks.map((_, nth) => nth)}::int[], ${checks.map((check) => check.contractId)}::uuid[],
        ${checks.map((check) => check.now.toISOString())}::text[]::timestamptz[],
        ${checks.map((check) => check.factor)}::text[],
        ${checks.map((check) => ("note" in check ? check.note : null))}::text[],
        ${checks.map((check) => ("fails" in check ? check.fails : null))}::text[],
        ${uses.map((use) => use?.tokenId ?? null)}::uuid[], ${uses.map((use) => use?.step ?? null)}::bigint[],
        ${uses.map((use) => use?.driftSteps ?? null)}::int[], ${uses.map((use) => use?.loginId ?? null)}::uuid[],
        ${checks.map((check) => check.clientKey)}::text[], ${checks.map((check) => check.address)}::text[],
        ${checks.map((check) => check.network)}::text[]
      ) as g (nth, contract_id, at, factor, note, fails, token_id, step, drift_steps, login_id,
        client_key, address, network)
    ), account as materialized (
      select g.nth, case g.fails when 'password' then a.password_fails >= s.password_limit
            when 'card' then a.card_fails >= s.card_limit else a.otp_fails >= s.otp_limit end as locked,
          case when s.retry_delay_seconds > 0 and g.fails is distinct from 'password'
            then a.factor_failed_at + s.retry_delay_seconds * interval '1 second' end as retry_at
        from given g join login_accounts a on a.contract_id = g.contract_id cross join settings s
        where g.note is null
        order by g.contract_id
        for no key update of a
    ), judged as materialized (
      select g.*, coalesce(f.window_ends_at, account.retry_at) as retry_at, case
          when f.address is not null then 'throttled'
          when g.note is not null then g.note
          when account.locked then 'locked'
          when account.retry_at > g.at then 'throttled'
        end as refused
        from given g cross join settings s
        left join account on account.nth = g.nth
        left join address_failures f on f.address = g.network
          and f.failures >= s.address_failure_limit and f.window_ends_at > g.at
    ), guess as materialized (
      select nth, network, row_number() over (partition by network order by nth) as turn from judged
        where fails is not null and refused is null or contract_id is null and refused = 'rejected'
    ), addressed as (
      insert into address_failures as f (address, failures, window_ends_at)
        select network, count(*), ${at}::timestamptz + s.address_window_minutes * interval '1 minute'
          from guess cross join settings s where s.address_failure_limit is not null
          group by network, s.address_window_minutes order by network
        on conflict (address) do update set
          failures = excluded.failures + case when f.window_ends_at > ${at} then f.failures else 0 end,
          window_ends_at = case when f.window_ends_at > ${at} then f.window_ends_at
            else excluded.window_ends_at end
        returning f.address, f.failures, f.window_ends_at
    ), turned_away as materialized (
      select guess.nth, f.window_ends_at as retry_at from settings s, guess join addressed f on f.address = network
        where f.failures - (select count(*) from guess g where g.network = f.address) + guess.turn
          > s.address_failure_limit
    ), counted as (
      update login_accounts a set
          password_fails = a.password_fails + (j.fails = 'password')::int,
          otp_fails = a.otp_fails + (j.fails = 'otp')::int,
          card_fails = a.card_fails + (j.fails = 'card')::int,
          factor_failed_at = case j.fails when 'password' then a.factor_failed_at else j.at end
        from judged j cross join settings s
        where a.contract_id = j.contract_id and j.fails is not null and j.refused is null
          and not exists (select from turned_away t where t.nth = j.nth)
        returning j.nth, case j.fails when 'password' then a.password_fails >= s.password_limit
          when 'card' then a.card_fails >= s.card_limit else a.otp_fails >= s.otp_limit end as reached
    ), used as (
      update tokens t set last_step = j.step, drift_steps = j.drift_steps from judged j
        where t.id = j.token_id and j.refused is null and t.last_step < j.step and t.state = 'active'
        returning j.nth, j.contract_id, j.login_id
    ), cleared as (
      update login_accounts a set otp_fails = 0, password_fails = 0 from used
        where a.contract_id = used.contract_id and (a.otp_fails > 0 or a.password_fails > 0)
    ), entered as (
      update logins l set state = 'accepted' from used
        where l.id = used.login_id and l.contract_id = used.contract_id and l.state = 'factor_required'
        returning used.nth
    ), settled as materialized (
      select j.*, coalesce(counted.reached, false) as reached_limit,
          coalesce(turned_away.retry_at, j.retry_at) as again_at, case
            when turned_away.nth is not null then 'throttled'
            when j.refused is not null then j.refused
            when entered.nth is not null or used.nth is not null and j.login_id is null then 'accepted'
            else 'rejected'
          end as outcome
        from judged j
        left join turned_away on turned_away.nth = j.nth
        left join counted on counted.nth = j.nth
        left join used on used.nth = j.nth
        left join entered on entered.nth = j.nth
    ), written as (
      insert into login_events (contract_id, at, factor, client_key, address, outcome, reached_limit)
        select contract_id, at, factor, client_key, address, outcome, reached_limit from settled order by nth
    )
    select outcome, greatest(1, ceil(extract(epoch from again_at - at)))::int as retry_after from settled order by nth`,
  );
  return rows.map((row) => ({ outcome: row.outcome, retryAfterSeconds: row.retry_after ?? 1 }));
}
