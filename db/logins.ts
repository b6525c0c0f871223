import type postgres from "postgres";
import type { Factor, LoginState, Standing } from "#core/logins/rules.ts";
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

/** All that a login check reads of a contract, in one statement. */
export type LoginAccount = {
  contractId: string;
  contractorId: string;
  passwordHash: string;
  cells: { sealed: Buffer; keyVersion: number };
  standing: Standing;
  /** The cells now asked, as positions 0–7; null where none are, or no longer. */
  challenge: readonly [number, number] | null;
  windowSteps: number;
  driftStepLimit: number;
  driftTotalLimit: number;
  /** The registered token. */
  token: LoginToken | null;
  /** The order whose token was sent and waits to be registered. */
  order: { id: string; number: number; formId: string; branchCode: string; token: LoginToken } | null;
};

export type OpenLogin = LoginAccount & { login: { id: string; state: LoginState; factor: Factor } };

/** One contract by the number on its card. */
export async function findLoginAccount(
  db: Database,
  contractorId: string,
  now: Date,
): Promise<LoginAccount | undefined> {
  const sql = sqlOf(db);
  const [row] = await sql`select ${account(sql, now)} where a.contractor_id = ${contractorId}`;
  return row && readAccount(row);
}

/** One contract by a login of the same caller that is not over. */
export async function findOpenLogin(
  db: Database,
  { loginId, clientKey, now }: { loginId: string; clientKey: string; now: Date },
): Promise<OpenLogin | undefined> {
  const sql = sqlOf(db);
  const [row] = await sql`
    select l.id as login_id, l.state as login_state, l.factor as login_factor, ${account(sql, now)}
      join logins l on l.contract_id = a.contract_id
      where l.id = ${loginId} and l.client_key = ${clientKey}
        and l.expires_at > ${now.toISOString()} and l.state <> 'closed'`;
  return (
    row && {
      ...readAccount(row),
      login: { id: row.login_id, state: row.login_state, factor: row.login_factor },
    }
  );
}

/** The columns of an account and where they come from. */
function account(sql: postgres.Sql, now: Date) {
  const at = now.toISOString();
  return sql`
    a.contract_id, a.contractor_id, a.password_hash, a.cells_sealed, a.cells_key_version,
    a.password_fails >= s.password_limit as password_locked,
    a.otp_fails >= s.otp_limit as otp_locked,
    a.card_fails >= s.card_limit as card_locked,
    a.card_opened_at is not null as gap, ${cardOpen(sql, at)} as card_open,
    a.challenge_until > ${at} as asked, a.challenge_first, a.challenge_second,
    s.otp_window_steps, s.drift_step_limit, s.drift_total_limit,
    t.state as t_state, ${token(sql, "t")}, ${token(sql, "n")},
    o.id as order_id, o.number as order_number, o.form_id, o.branch_code
    from settings s cross join login_accounts a
    left join bindings b on b.contract_id = a.contract_id and b.unbound_at is null
    left join tokens t on t.id = b.token_id
    left join orders o on o.contract_id = a.contract_id and o.state in ('shipped', 'delivered')
    left join tokens n on n.id = o.token_id`;
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

function token(sql: postgres.Sql, alias: "t" | "n") {
  return sql.unsafe(tokenColumns.map((column) => `${alias}.${column} as ${alias}_${column}`).join(", "));
}

function readAccount(row: postgres.Row): LoginAccount {
  const registered = readToken(row, "t");
  const sent = readToken(row, "n");
  return {
    contractId: row.contract_id,
    contractorId: row.contractor_id,
    passwordHash: row.password_hash,
    cells: { sealed: row.cells_sealed, keyVersion: row.cells_key_version },
    standing: {
      locked: { password: row.password_locked, otp: row.otp_locked, card: row.card_locked },
      tokenState: row.t_state,
      gap: row.gap,
      cardOpen: row.card_open,
    },
    challenge: row.asked ? [row.challenge_first, row.challenge_second] : null,
    windowSteps: row.otp_window_steps,
    driftStepLimit: row.drift_step_limit,
    driftTotalLimit: row.drift_total_limit,
    token: registered,
    order: sent && {
      id: row.order_id,
      number: row.order_number,
      formId: row.form_id,
      branchCode: row.branch_code,
      token: sent,
    },
  };
}

function readToken(row: postgres.Row, alias: "t" | "n"): LoginToken | null {
  const of = (column: (typeof tokenColumns)[number]) => row[`${alias}_${column}`];
  if (of("id") === null) return null;
  return {
    id: of("id"),
    serial: of("serial"),
    kind: of("kind"),
    algorithm: of("algorithm"),
    digits: of("digits"),
    stepSeconds: of("step_seconds"),
    lastStep: Number(of("last_step")),
    driftSteps: of("drift_steps"),
    seed: { sealed: of("seed_sealed"), keyVersion: of("seed_key_version") },
  };
}
