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

/**
 * A right OTP to use up: the token's step, the drift to remember, the login that it lets in, if any, and whether
 * there were failures before it.
 */
export type OtpUse = {
  tokenId: string;
  step: number;
  driftSteps: number;
  loginId: string | null;
  failedBefore: boolean;
};

export type RightOtp = LoginEvent & OtpUse;

/** A failure of one counter, or a check that was refused before anything was looked at. */
export type Refusal = LoginEvent & ({ fails: Counter } | { note: "rejected" | "locked" | "throttled" });

/** What a check came to. */
export type Check = RightOtp | Refusal;

/** What was written; after `throttled`, in how many seconds the next is looked at. */
export type Settled = { outcome: FactorOutcome | "throttled"; retryAfterSeconds: number };

/**
 * Settles what checks came to, many in one commit, of a contract one at most. What must hold under attack holds
 * here. Accounts are locked in key order, before tokens and addresses, and a decision is made under its account's
 * lock alone. An address that has used up its failures, or an account whose last failure is too recent, is told
 * `throttled` and nothing else, and counted nowhere. No rollback gives an attempt back.
 *
 * A right OTP is used up once ever: its step must be newer than any used. A copy that comes second is refused, not
 * counted; so is any after the limit is reached. A counter is raised only below its limit, so that of any number of
 * guesses at once no more than the limit are told `rejected`, the rest `locked`. An address is charged for each
 * failure, and for each ID that no contract has.
 *
 * The statement has only the parts that these checks need: PostgreSQL sets up each part at every execution, whether
 * it comes to anything or not.
 */
export async function settleChecks(db: Database, checks: readonly Check[]): Promise<Settled[]> {
  const sql = sqlOf(db);
  const part = partsOf(checks);
  const at = new Date(Math.max(...checks.map(({ now }) => now.getTime()))).toISOString();
  const rows = await retried(
    () => sql`
    with ${given(sql, checks, part)}, ${judged(sql, at, part)}
    ${part.uses ? used(sql) : sql``}
    ${part.clears ? cleared(sql) : sql``}
    ${part.enters ? entered(sql) : sql``}
    ${part.refuses ? counted(sql, at) : sql``},
    settled as materialized (
      select j.nth, j.contract_id, j.factor, j.client_key, j.address, ${outcome(sql, part)} as outcome,
          ${part.refuses ? sql`coalesce(counted.reached, false)` : sql`false`} as reached_limit,
          ${part.refuses ? sql`coalesce(t.window_ends_at, j.retry_at)` : sql`j.retry_at`} as retry_at
        from judged j
        ${part.uses ? sql`left join used on used.nth = j.nth` : sql``}
        ${part.refuses ? sql`left join turned_away t on t.nth = j.nth left join counted on counted.nth = j.nth` : sql``}
    ), written as (
      insert into login_events (contract_id, at, factor, client_key, address, outcome, reached_limit)
        select contract_id, ${at}, factor, client_key, address, outcome, reached_limit from settled order by nth
    )
    select outcome, case when outcome = 'throttled'
        then greatest(1, ceil(extract(epoch from retry_at - ${at}::timestamptz)))::int end as retry_after
      from settled order by nth`,
  );
  return rows.map((row) => ({ outcome: row.outcome, retryAfterSeconds: row.retry_after ?? 1 }));
}

/** Which parts of the statement these checks need. */
type Parts = { uses: boolean; clears: boolean; enters: boolean; refuses: boolean };

function partsOf(checks: readonly Check[]): Parts {
  const uses = checks.filter(isUse);
  return {
    uses: uses.length > 0,
    clears: uses.some(({ failedBefore }) => failedBefore),
    enters: uses.some(({ loginId }) => loginId !== null),
    refuses: uses.length < checks.length,
  };
}

function isUse(check: Check): check is RightOtp {
  return "tokenId" in check;
}

/** The checks as rows. */
function given(sql: postgres.Sql, checks: readonly Check[], { uses, enters, refuses }: Parts) {
  const ofUse = <Value>(pick: (use: OtpUse) => Value) =>
    checks.map((check) => (isUse(check) ? pick(check) : null));
  const use = sql`, ${ofUse(({ tokenId }) => tokenId)}::uuid[], ${ofUse(({ step }) => step)}::bigint[],
    ${ofUse(({ driftSteps }) => driftSteps)}::int[]`;
  const login = sql`, ${ofUse(({ loginId }) => loginId)}::uuid[]`;
  const refusal = sql`, ${checks.map((check) => ("fails" in check ? check.fails : null))}::text[],
    ${checks.map((check) => ("note" in check ? check.note : null))}::text[]`;
  return sql`given as materialized (
    select * from unnest(
      ${checks.map((check) => check.contractId)}::uuid[], ${checks.map((check) => check.factor)}::text[],
      ${checks.map((check) => check.clientKey)}::text[], ${checks.map((check) => check.address)}::text[],
      ${checks.map((check) => check.network)}::text[]
      ${uses ? use : sql``} ${enters ? login : sql``} ${refuses ? refusal : sql``}
    ) with ordinality as g (contract_id, factor, client_key, address, network
      ${uses ? sql`, token_id, step, drift_steps` : sql``} ${enters ? sql`, login_id` : sql``}
      ${refuses ? sql`, fails, note` : sql``}, nth)
  )`;
}

/** Locks the accounts, then says what keeps a check from being looked at, and until when. */
function judged(sql: postgres.Sql, at: string, { uses, enters, refuses }: Parts) {
  const own = sql`nth, contract_id, factor, client_key, address, network
    ${uses ? sql`, token_id, step, drift_steps` : sql``} ${enters ? sql`, login_id` : sql``}
    ${refuses ? sql`, fails, note` : sql``}`;
  const notes = sql`union all select ${own}, null, null, null, null from given where note is not null`;
  const locked = refuses
    ? sql`case j.fails when 'password' then j.password_fails >= s.password_limit
        when 'card' then j.card_fails >= s.card_limit else j.otp_fails >= s.otp_limit end`
    : sql`j.otp_fails >= s.otp_limit`;
  const limits = sql`s.password_limit, s.otp_limit, s.card_limit, s.address_failure_limit,
    s.address_window_minutes,`;
  return sql`account as materialized (
    select g.*, a.password_fails, a.otp_fails, a.card_fails, a.factor_failed_at
      from given g join login_accounts a on a.contract_id = g.contract_id
      ${refuses ? sql`where g.note is null` : sql``}
      order by g.contract_id
      for no key update of a
  ), timed as materialized (
    select j.*, ${refuses ? limits : sql``} ${locked} as locked,
        (select f.window_ends_at from address_failures f where f.address = j.network
          and f.failures >= s.address_failure_limit and f.window_ends_at > ${at}) as barred_until,
        case when s.retry_delay_seconds > 0 ${refuses ? sql`and j.fails is distinct from 'password'` : sql``}
          then j.factor_failed_at + s.retry_delay_seconds * interval '1 second' end as early_until
      from (select ${own}, password_fails, otp_fails, card_fails, factor_failed_at from account
        ${refuses ? notes : sql``}) as j cross join settings s
  ), judged as materialized (
    select *, coalesce(barred_until, early_until) as retry_at, case when barred_until is not null then 'throttled'
        when locked then 'locked' when early_until > ${at} then 'throttled' end as refused
      from timed
  )`;
}

function used(sql: postgres.Sql) {
  return sql`, used as (
    update tokens t set last_step = j.step, drift_steps = j.drift_steps from judged j
      where t.id = j.token_id and j.refused is null and t.last_step < j.step and t.state = 'active'
      returning j.nth
  )`;
}

/** What is accepted clears the counters before it. */
function cleared(sql: postgres.Sql) {
  return sql`, cleared as (
    update login_accounts a set otp_fails = 0, password_fails = 0 from used join judged j on j.nth = used.nth
      where a.contract_id = j.contract_id and a.otp_fails + a.password_fails > 0
  )`;
}

function entered(sql: postgres.Sql) {
  return sql`, entered as (
    update logins l set state = 'accepted' from used join judged j on j.nth = used.nth
      where l.id = j.login_id and l.contract_id = j.contract_id and l.state = 'factor_required'
      returning l.id
  )`;
}

/** Charges addresses, those of one in turn, then raises the counters of what was not turned away there. */
function counted(sql: postgres.Sql, at: string) {
  return sql`, charged as materialized (
    select nth, network, address_failure_limit, address_window_minutes,
        row_number() over (partition by network order by nth) as turn, count(*) over (partition by network) as turns
      from judged
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
      where f.failures - c.turns + c.turn > c.address_failure_limit
  ), counted as (
    update login_accounts a set
        password_fails = a.password_fails + (j.fails = 'password')::int,
        otp_fails = a.otp_fails + (j.fails = 'otp')::int,
        card_fails = a.card_fails + (j.fails = 'card')::int,
        factor_failed_at = case j.fails when 'password' then a.factor_failed_at else ${at} end
      from judged j
      where a.contract_id = j.contract_id and j.fails is not null and j.refused is null
        and not exists (select from turned_away t where t.nth = j.nth)
      returning j.nth, case j.fails when 'password' then a.password_fails >= j.password_limit
        when 'card' then a.card_fails >= j.card_limit else a.otp_fails >= j.otp_limit end as reached
  )`;
}

function outcome(sql: postgres.Sql, { uses, enters, refuses }: Parts) {
  const accepted = enters
    ? sql`case when used.nth is not null and (j.login_id is null or j.login_id in (select id from entered))
        then 'accepted' end`
    : sql`case when used.nth is not null then 'accepted' end`;
  return sql`coalesce(${refuses ? sql`case when t.nth is not null then 'throttled' end,` : sql``} j.refused,
    ${uses ? sql`${accepted},` : sql``} ${refuses ? sql`j.note,` : sql``} 'rejected')`;
}
