import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { authenticateClient } from "#core/clients/authenticate.ts";
import { hashApiKey, newApiKey } from "#core/clients/new-key.ts";
import { checkFactor } from "#core/logins/check-factor.ts";
import { checkOtp } from "#core/logins/check-otp.ts";
import { checkPassword } from "#core/logins/check-password.ts";
import { closeLogin, readLogin } from "#core/logins/read-login.ts";
import { sqlOf } from "#db/prepared.ts";
import {
  answerOf,
  contextOf,
  makeContract,
  otpOf,
  canaryPassword as password,
  wrongAnswerOf,
  wrongOtpOf,
} from "#tests/core/logins/fixtures.ts";
import { refusal } from "#tests/db/refusal.ts";
import { withDatabase } from "#tests/support/database.ts";
import { shipped, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const speak = () => sqlOf(world.login);

type Rights = { read?: "all" | string; insert?: true; update?: string };

/** What the login check may do with each table, by the names of columns. Nothing that is not said here. */
const rights: Record<string, Rights> = {
  address_failures: { read: "all", insert: true, update: "address failures window_ends_at" },
  api_clients: { read: "all" },
  api_keys: { read: "all", update: "last_used_on" },
  audit: {},
  bindings: { read: "all" },
  branches: {},
  client_changes: {},
  client_calls: { read: "all", insert: true, update: "client_id calls window_ends_at" },
  contracts: {},
  debit_batches: {},
  debit_lines: {},
  delegations: {},
  dispatches: {},
  fee_closing_items: {},
  fee_closing_totals: {},
  fee_closings: {},
  fee_entries: {},
  fee_paper_issues: {},
  fee_requests: {},
  fee_rule_changes: {},
  fee_rules: {},
  fees: {},
  form_drafts: {},
  forms: {},
  idempotency_keys: {
    read: "all",
    insert: true,
    update: "client_id key request_mac created_at status body",
  },
  login_accounts: {
    read: "all",
    update:
      "password_fails otp_fails card_fails factor_failed_at card_uses challenge_first challenge_second challenge_until",
  },
  login_event_blocks: {},
  login_events: { insert: true },
  logins: { read: "all", insert: true, update: "state" },
  look_up_reviews: {},
  look_ups: {},
  mail_address_changes: {},
  mail_events: {},
  notices: {},
  orders: { read: "id number form_id branch_code contract_id token_id state due_on" },
  scans: {},
  setting_changes: {},
  settings: { read: "all" },
  shipments: {},
  staff: {},
  staff_changes: {},
  staff_enrolments: {},
  staff_invitations: {},
  staff_recovery_codes: {},
  staff_sessions: {},
  staged_tokens: {},
  tax_rates: {},
  token_import_chunks: {},
  token_import_rows: {},
  token_imports: {},
  token_request_tokens: {},
  token_requests: {},
  token_counts: {},
  tokens: { read: "all", update: "last_step drift_steps" },
  token_uses: {},
  unmaskings: {},
};

async function columnsOf(table: string): Promise<string[]> {
  const rows = await world.sql`select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} order by ordinal_position`;
  return rows.map((row) => row.name);
}

/** Those of the columns whose statement is not refused for want of a right. */
async function allowed(columns: readonly string[], statement: (column: string) => string) {
  const found = [];
  for (const column of columns) {
    if ((await refusal(speak().unsafe(statement(column)))) !== "42501") found.push(column);
  }
  return found;
}

test("speaks as login, which owns no table", async () => {
  expect(await speak()`select current_user as me`).toEqual([{ me: "login" }]);
  const owned = await world.sql`select tablename from pg_tables where tableowner = 'login'`;
  expect(owned).toEqual([]);
});

test("no table is without its rights, and no rights without their table", async () => {
  const tables = await world.sql`select tablename as name from pg_tables where schemaname = 'public'`;
  expect(tables.map((row) => row.name).sort()).toEqual(Object.keys(rights).sort());
});

describe.each(Object.entries(rights))("%s", (table, { read = "", insert = false, update = "" }) => {
  const named = (columns: string) => columns.split(" ").filter(Boolean).sort();

  test(`may be read: ${read || "nothing"}`, async () => {
    const columns = await columnsOf(table);
    const readable = await allowed(columns, (column) => `select ${column} from ${table} limit 1`);
    expect(readable.sort()).toEqual(read === "all" ? columns.sort() : named(read));
  });

  test(`may be written: ${[insert && "new rows", update].filter(Boolean).join(", ") || "nothing"}`, async () => {
    const columns = await columnsOf(table);
    const changeable = await allowed(
      columns,
      (column) => `update ${table} set ${column} = default where false`,
    );
    expect(changeable.sort()).toEqual(named(update));
    const inserted = await refusal(speak().unsafe(`insert into ${table} default values`));
    expect(inserted !== "42501").toBe(insert);
    expect(await refusal(speak().unsafe(`delete from ${table} where false`))).toBe("42501");
    expect(await refusal(speak().unsafe(`truncate ${table} cascade`))).toBe("42501");
  });
});

test("of all that it may read nothing tells who a customer is, where they live, or what they owe", async () => {
  const name = "canary-name";
  const contract = await world.contract({ name, kana: "カナリア" });
  await world.sql`update contracts set address = 'canary-address', account_number = '7654321', postal_code = '7654321'`;
  await shipped(world, contract, "new");
  const canaries = /canary|カナリア|7654321|1100|1000\b/;
  const [everything] = await world.sql`select jsonb_agg(c)::text as text from contracts c`;
  expect(everything?.text).toMatch(canaries);
  for (const [table, { read }] of Object.entries(rights)) {
    if (!read) continue;
    const columns = read === "all" ? "*" : read.split(" ").join(", ");
    const rows = await speak().unsafe(`select ${columns} from ${table}`);
    const texts = rows.map((row) => JSON.stringify(row, (_, value) => (Buffer.isBuffer(value) ? "" : value)));
    expect(
      texts.filter((text) => canaries.test(text)),
      table,
    ).toEqual([]);
  }
});

describe("may not", () => {
  test.each([
    "select name, kana, address from contracts",
    "select * from fees",
    "select * from audit",
    "select password_hash from staff",
    "select bytes from scans",
    "select * from forms",
    "select * from login_events",
    "select kind, reason from orders",
    "insert into orders (id) values (gen_random_uuid())",
    "update orders set state = 'completed'",
    "delete from orders",
    "update forms set state = 'approved'",
    "update fees set net_yen = 0",
    "update login_accounts set password_hash = 'x'",
    "update login_accounts set cells_sealed = ''",
    "update login_accounts set card_opened_at = now()",
    "update login_accounts set card_until = null",
    "update tokens set seed_sealed = ''",
    "update tokens set state = 'active'",
    "update bindings set unbound_at = now()",
    "update settings set otp_limit = 1000",
    "insert into settings (id) values (true)",
    "update api_clients set revoked_at = null",
    "update login_events set outcome = 'accepted'",
    "delete from login_events",
    "truncate login_events",
    "delete from logins",
    "select tidy_login_check()",
    "alter table tokens disable trigger user",
    "create table mine (x int)",
    "set session_replication_role = replica",
    "copy tokens to '/tmp/tokens'",
  ])("%s", async (statement) => {
    const before = await world.everything();
    expect(await refusal(speak().unsafe(statement))).toBe("42501");
    expect(await world.everything()).toBe(before);
  });
});

describe("does all that a login check needs", () => {
  const desk = withDatabase();
  const context = () => contextOf(desk.login);

  test("password and OTP, a second look, and the end of it", async () => {
    const { contractorId, token } = await makeContract(desk.sql, { token: "active" });
    expect((await checkPassword(context(), { contractorId, password: "wrong" })).outcome).toBe("rejected");
    expect((await checkPassword(context(), { contractorId: "99999999999", password })).outcome).toBe(
      "rejected",
    );
    const { loginId, factor } = await checkPassword(context(), { contractorId, password });
    expect(factor).toBe("otp");
    expect(await readLogin(context(), loginId)).toMatchObject({ state: "factor_required" });
    expect(await checkFactor(context(), { loginId, otp: wrongOtpOf(token) })).toEqual({
      outcome: "rejected",
    });
    expect(await checkFactor(context(), { loginId, otp: otpOf(token) })).toEqual({ outcome: "accepted" });
    await closeLogin(context(), loginId);
    expect(await readLogin(context(), loginId)).toBeUndefined();
  });

  test("the card, while a token is on its way", async () => {
    const contract = await makeContract(desk.sql, { gap: true, order: "delivered" });
    const { contractorId } = contract;
    const { loginId, cells } = await checkPassword(context(), { contractorId, password });
    expect(await readLogin(context(), loginId)).toMatchObject({ cells });
    const wrong = { loginId, cells: wrongAnswerOf(contract, cells) };
    expect(await checkFactor(context(), wrong)).toEqual({ outcome: "rejected" });
    const entered = await checkFactor(context(), { loginId, cells: answerOf(contract, cells) });
    expect(entered).toMatchObject({ outcome: "accepted", registration: { cells: expect.any(Array) } });
  });

  test("the OTP alone, to its limit", async () => {
    const { contractorId, token } = await makeContract(desk.sql, { token: "active" });
    expect(await checkOtp(context(), { contractorId, otp: otpOf(token) })).toEqual({ outcome: "accepted" });
    const outcomes = [];
    for (let guess = 0; guess < 6; guess++) {
      outcomes.push((await checkOtp(context(), { contractorId, otp: wrongOtpOf(token) })).outcome);
    }
    expect(outcomes).toEqual([...Array(5).fill("rejected"), "locked"]);
  });

  test("the key of an API client", async () => {
    const key = newApiKey();
    await desk.sql`with made as (
      insert into api_clients (id, name, scopes, calls_per_minute, created_at)
        values (gen_random_uuid(), ${randomBytes(4).toString("hex")}, '{login:check}', 1000, now()) returning id, created_at)
    insert into api_keys (id, client_id, key_hash, created_at)
      select gen_random_uuid(), id, ${hashApiKey(key)}, created_at from made`;
    expect(await authenticateClient(desk.login, key)).toMatchObject({
      actor: { scopes: ["login:check"] },
    });
  });
});
