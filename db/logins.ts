import type postgres from "postgres";
import type { Factor, LoginState, OtpLimits, Standing } from "#core/logins/rules.ts";
import type { OtpAlgorithm, TokenKind } from "#core/tokens/rules.ts";
import type { Database } from "./client.ts";
import { sqlOf } from "./prepared.ts";

/** A token as the login check needs it: with its sealed seed. */
export type LoginToken = {
  id: string;
  serial: string;
  kind: TokenKind;
  algorithm: OtpAlgorithm;
  digits: number;
  stepSeconds: number;
  lastStep: number;
  driftSteps: number;
  seed: { sealed: Buffer; keyVersion: number };
};

/** All that a check of an OTP reads of a contract. */
export type OtpAccount = OtpLimits & {
  contractId: string;
  contractorId: string;
  standing: Standing;
  /** Whether a password or an OTP has failed since the last right one. */
  failedBefore: boolean;
  /** The registered token. */
  token: LoginToken | null;
};

/** All that a login reads of a contract, in one statement. */
export type LoginAccount = OtpAccount & {
  passwordHash: string;
  cells: { sealed: Buffer; keyVersion: number };
  /** The cells now asked, as positions 0–7; null where none are, or no longer. */
  challenge: readonly [number, number] | null;
  /** The order whose token was sent and waits to be registered. */
  order: { id: string; number: number; formId: string; branchCode: string; token: LoginToken } | null;
};

/**
 * From when on the next try is looked at, where failures have put it off; null for now: `address` for all that
 * comes from there, `factor` for this contract's next OTP or card answer.
 */
export type PutOff = { address: Date | null; factor: Date | null };

export type OpenLogin = LoginAccount & {
  login: { id: string; state: LoginState; factor: Factor };
  putOff: PutOff;
};

/** Who asks and when: `network` is what failures are counted under. */
type Asking = { now: Date; network: string };

/** One contract by the number on its card, undefined where there is none, and whether failures have put it off. */
export async function findLoginAccount(
  db: Database,
  contractorId: string,
  { now, network }: Asking,
): Promise<{ account: LoginAccount | undefined; putOff: PutOff }> {
  const sql = sqlOf(db);
  const [row] = await sql`
    select ${account(sql, now)}, ${putOff(sql, { now, network })}
      from settings s left join login_accounts a on a.contractor_id = ${contractorId} ${rest(sql)}`;
  if (!row) throw new Error("the settings' row is missing: run the migrations");
  return { account: row.contract_id === null ? undefined : readAccount(row), putOff: readPutOff(row) };
}

/** One contract by a login of the same caller that is not over. */
export async function findOpenLogin(
  db: Database,
  { loginId, clientKey, now, network }: { loginId: string; clientKey: string } & Asking,
): Promise<OpenLogin | undefined> {
  const sql = sqlOf(db);
  const [row] = await sql`
    select l.id as login_id, l.state as login_state, l.factor as login_factor, ${account(sql, now)},
        ${putOff(sql, { now, network })}
      from settings s cross join logins l join login_accounts a on a.contract_id = l.contract_id ${rest(sql)}
      where l.id = ${loginId} and l.client_key = ${clientKey}
        and l.expires_at > ${now.toISOString()} and l.state <> 'closed'`;
  if (!row) return undefined;
  const login = { id: row.login_id, state: row.login_state, factor: row.login_factor };
  return { ...readAccount(row), login, putOff: readPutOff(row) };
}

/** Contracts by the numbers on their cards, in no order; the numbers that no contract has are left out. */
export async function findOtpAccounts(
  db: Database,
  contractorIds: readonly string[],
  now: Date,
): Promise<OtpAccount[]> {
  const sql = sqlOf(db);
  const rows = await sql`
    select ${otpAccount(sql, now)}
      from settings s cross join login_accounts a ${registered(sql)}
      where a.contractor_id = any(${contractorIds}::text[])`;
  return rows.map(readOtpAccount);
}

function otpAccount(sql: postgres.Sql, now: Date) {
  return sql`
    a.contract_id, ${standing(sql, now)}, a.password_fails + a.otp_fails > 0 as failed_before,
    s.otp_window_steps, s.hotp_look_ahead, s.drift_step_limit, s.drift_total_limit, ${token(sql, "t")}`;
}

/** Whose it is and where it stands, of an account `a`, the settings `s` and the registered token `t`. */
export function standing(sql: postgres.Sql, now: Date) {
  return sql`
    a.contractor_id, a.password_fails >= s.password_limit as password_locked,
    a.otp_fails >= s.otp_limit as otp_locked,
    a.card_fails >= s.card_limit as card_locked,
    a.card_opened_at is not null as gap, ${cardOpen(sql, now.toISOString())} as card_open, t.state as t_state`;
}

function account(sql: postgres.Sql, now: Date) {
  return sql`
    ${otpAccount(sql, now)}, a.password_hash, a.cells_sealed, a.cells_key_version,
    a.challenge_until > ${now.toISOString()} as asked, a.challenge_first, a.challenge_second,
    ${token(sql, "n")}, o.id as order_id, o.number as order_number, o.form_id, o.branch_code`;
}

/** The registered token `t` of an account `a`. */
export function registered(sql: postgres.Sql) {
  return sql`
    left join bindings b on b.contract_id = a.contract_id and b.unbound_at is null
    left join tokens t on t.id = b.token_id`;
}

function rest(sql: postgres.Sql) {
  return sql`
    ${registered(sql)}
    left join orders o on o.contract_id = a.contract_id and o.state in ('shipped', 'delivered')
    left join tokens n on n.id = o.token_id`;
}

function putOff(sql: postgres.Sql, { now, network }: Asking) {
  const at = now.toISOString();
  return sql`
    (select f.window_ends_at from address_failures f where f.address = ${network}
      and f.failures >= s.address_failure_limit and f.window_ends_at > ${at}) as address_put_off,
    case when a.factor_failed_at + s.retry_delay_seconds * interval '1 second' > ${at}
      then a.factor_failed_at + s.retry_delay_seconds * interval '1 second' end as factor_put_off`;
}

/** Whether card access is open: in a gap, before its deadline, not used up. */
export function cardOpen(sql: postgres.Sql, at: string) {
  return sql`(a.card_opened_at is not null and coalesce(a.card_until > ${at}, true)
    and coalesce(a.card_uses < s.card_use_limit, true))`;
}

const tokenColumns = [
  "id",
  "serial",
  "kind",
  "algorithm",
  "digits",
  "step_seconds",
  "last_step",
  "drift_steps",
  "seed_sealed",
  "seed_key_version",
] as const;

type TokenAlias = "t" | "n";
type TokenNames = Record<(typeof tokenColumns)[number], string>;

/** What each column of a token is called in a row that may hold two. */
const tokenNames = { t: namesOf("t"), n: namesOf("n") };

function namesOf(alias: TokenAlias): TokenNames {
  return Object.fromEntries(tokenColumns.map((column) => [column, `${alias}_${column}`])) as TokenNames;
}

function token(sql: postgres.Sql, alias: TokenAlias) {
  const names = tokenNames[alias];
  return sql.unsafe(tokenColumns.map((column) => `${alias}.${column} as ${names[column]}`).join(", "));
}

function readOtpAccount(row: postgres.Row): OtpAccount {
  return {
    contractId: row.contract_id,
    contractorId: row.contractor_id,
    standing: readStanding(row),
    failedBefore: row.failed_before,
    windowSteps: row.otp_window_steps,
    hotpLookAhead: row.hotp_look_ahead,
    driftStepLimit: row.drift_step_limit,
    driftTotalLimit: row.drift_total_limit,
    token: readToken(row, "t"),
  };
}

export function readStanding(row: postgres.Row): Standing {
  return {
    locked: { password: row.password_locked, otp: row.otp_locked, card: row.card_locked },
    tokenState: row.t_state,
    gap: row.gap,
    cardOpen: row.card_open,
  };
}

function readAccount(row: postgres.Row): LoginAccount {
  const sent = readToken(row, "n");
  return {
    ...readOtpAccount(row),
    passwordHash: row.password_hash,
    cells: { sealed: row.cells_sealed, keyVersion: row.cells_key_version },
    challenge: row.asked ? [row.challenge_first, row.challenge_second] : null,
    order: sent && {
      id: row.order_id,
      number: row.order_number,
      formId: row.form_id,
      branchCode: row.branch_code,
      token: sent,
    },
  };
}

function readPutOff({ address_put_off, factor_put_off }: postgres.Row): PutOff {
  const date = (at: string | Date | null) => (at === null ? null : new Date(at));
  return { address: date(address_put_off), factor: date(factor_put_off) };
}

function readToken(row: postgres.Row, alias: TokenAlias): LoginToken | null {
  const names = tokenNames[alias];
  if (row[names.id] === null) return null;
  return {
    id: row[names.id],
    serial: row[names.serial],
    kind: row[names.kind],
    algorithm: row[names.algorithm],
    digits: row[names.digits],
    stepSeconds: row[names.step_seconds],
    lastStep: Number(row[names.last_step]),
    driftSteps: row[names.drift_steps],
    seed: { sealed: row[names.seed_sealed], keyVersion: row[names.seed_key_version] },
  };
}
