import { describe, expect, test } from "vitest";
import { sqlOf } from "#db/prepared.ts";
import { refusal } from "#tests/db/refusal.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();

test("the app speaks as console, the tests' own connection as the owner of the tables", async () => {
  expect(await sqlOf(world.db)`select current_user as me`).toEqual([{ me: "console" }]);
  const [forms] =
    await world.sql`select tableowner = current_user as mine from pg_tables where tablename = 'forms'`;
  expect(forms).toEqual({ mine: true });
});

describe("the app's role", () => {
  test("deletes and truncates nowhere, and owns nothing", async () => {
    const tables = await world.sql`select tablename, tableowner from pg_tables where schemaname = 'public'`;
    expect(tables.length).toBeGreaterThan(20);
    for (const { tablename, tableowner } of tables) {
      expect(tableowner).not.toBe("console");
      expect(await refusal(sqlOf(world.db)`delete from ${world.sql(tablename)}`)).toBe("42501");
      expect(await refusal(sqlOf(world.db)`truncate ${world.sql(tablename)} cascade`)).toBe("42501");
    }
  });

  test.each([
    "update fee_rules set net_yen = 0",
    "insert into fee_rules (id, kind, net_yen, valid_from) values (gen_random_uuid(), 'new', 0, '2020-01-01')",
    "update tax_rates set percent = 0",
    "insert into tax_rates values ('2026-01-01', 0)",
    "alter table forms disable trigger user",
    "drop trigger forms_guard_state on forms",
    "create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'",
    "create table mine (x int)",
    "set session_replication_role = replica",
    "insert into contracts select * from contracts",
    "insert into tokens select * from tokens",
    "select seed_sealed from tokens",
    "select t from tokens t",
    "update tokens set serial = serial returning seed_sealed",
    "insert into login_accounts select * from login_accounts",
    "update login_accounts set password_hash = 'x'",
    "update login_accounts set contractor_id = contractor_id",
    "select password_hash from staff where username = 'clerk-001-1'",
    "update staff set role = 'administrator'",
    "update staff set oidc_subject = 'x'",
    "update staff set otp_last_step = -1",
    "insert into staff_sessions select gen_random_uuid(), id, 'full', now(), now(), now() from staff limit 1",
    "update staff_sessions set confirmed_at = now()",
    "insert into staff_recovery_codes select gen_random_uuid(), id, 'x', now() from staff limit 1",
    "insert into staff_enrolments (id) values (gen_random_uuid())",
    "insert into logins (id) values (gen_random_uuid())",
  ])("may not: %s", async (statement) => {
    expect(await refusal(sqlOf(world.db).unsafe(statement))).toBe("42501");
  });

  test.each([
    "update staff set password_hash = 'x' where username = 'clerk-001-1'",
    "update staff set otp_secret_sealed = 'x' where username = 'clerk-001-1'",
    `insert into staff (id, username, name, role, password_hash, otp_secret_sealed, otp_key_version, created_at, enrolled_at)
      values (gen_random_uuid(), 'mallory', 'x', 'administrator', 'x', 'x', 1, now(), now())`,
  ])("sets up nobody's sign-in: %s", async (statement) => {
    expect(await refusal(sqlOf(world.db).unsafe(statement))).toBe("staff_factors_by_own_hand");
  });
});
