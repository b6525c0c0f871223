import { v7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { sealLoginEvents } from "#core/logins/seal-events.ts";
import { appendOnlyTables } from "#db/guards/ledgers.ts";
import { guardedStates } from "#db/guards/transitions.ts";
import { refusalWithin, rolledBack } from "#tests/db/refusal.ts";
import { madeDebits } from "#tests/support/debits.ts";
import { shipped, withWorld } from "#tests/support/world.ts";
import { accounts } from "./refused/accounts.ts";
import type { Refused } from "./refused/case.ts";
import { debits } from "./refused/debits.ts";
import { feeClosings } from "./refused/fee-closings.ts";
import { logins } from "./refused/logins.ts";
import { lookUps } from "./refused/look-ups.ts";
import { notices } from "./refused/notices.ts";
import { papers } from "./refused/papers.ts";
import { staff } from "./refused/staff.ts";
import { tokens } from "./refused/tokens.ts";

const world = withWorld();

const refused: Refused = {
  ...accounts,
  ...debits,
  ...feeClosings,
  ...logins,
  ...lookUps,
  ...notices,
  ...papers,
  ...staff,
  ...tokens,
};

beforeAll(async () => {
  for (const _ of [1, 2]) {
    await shipped(world, await world.registered());
    await world.registered();
    await world.sql`with made as (
        insert into api_clients (id, name, scopes, created_at) values (${v7()}, 'client', '{}', ${world.now})
          returning id)
      insert into api_keys (id, client_id, key_hash, created_at)
        select ${v7()}, id, ${v7()}, ${world.now} from made`;
  }
  await world.sql`insert into logins (id, contract_id, state, factor, client_key, created_at, expires_at)
    select gen_random_uuid(), id, 'accepted', 'none', 'page', created_at, created_at from contracts`;
  await world.sql`insert into login_events (contract_id, at, factor, outcome, client_key, address)
    select id, created_at, 'password', 'accepted', 'page', '' from contracts`;
  await sealLoginEvents(world);
  await world.sql`insert into dispatches (id, made_by, made_at)
    values (${v7()}, ${world.as("operations").actor.id}, ${world.now})`;
  await world.sql`insert into delegations (id, absent_id, substitute_id, from_on, until_on, reason, named_at)
    values (${v7()}, ${world.as("approver").actor.id}, ${world.as("approver", { person: 2 }).actor.id},
      '2026-11-24', '2026-11-24', 'x', ${world.now})`;
  await world.sql`
    insert into client_changes (id, client_id, from_scopes, to_scopes, reason, maker_id, proposed_at)
      select ${v7()}, id, '{}', '{status:read}', 'x', ${world.as("administrator").actor.id}, ${world.now}
        from api_clients limit 1`;
  await world.sql`insert into setting_changes (id, before, after, reason, maker_id, proposed_at)
    values (${v7()}, '{"otp_limit": 5}', '{"otp_limit": 4}', 'x', ${world.as("manager").actor.id}, ${world.now})`;
  await world.sql`insert into fee_requests (id, kind, fee_id, amount_yen, reason, maker_id, proposed_at)
    select ${v7()}, 'waive', id, gross_yen, 'x', ${world.as("manager").actor.id}, ${world.now} from fees limit 1`;
  await world.sql`insert into fee_rule_changes (id, subject, kind, amount, amount_before, valid_from, reason, maker_id,
      proposed_at)
    values (${v7()}, 'fee', 'reissue', 1200, 1000, '2090-04-01', 'x', ${world.as("manager").actor.id}, ${world.now})`;
  await world.sql`insert into mail_address_changes (id, branch_code, to_address, reason, maker_id, proposed_at)
    values (${v7()}, '001', 'desk@bank.example.jp', 'x', ${world.as("manager").actor.id}, ${world.now})`;
  await madeDebits(world, 2);
  await world.sql`insert into token_requests (id, move, token_count, reason, maker_id, proposed_at)
    values (${v7()}, 'dispose', 1, 'x', ${world.as("operations").actor.id}, ${world.now})`;
  await world.sql`
    insert into staff_changes (id, kind, staff_id, from_role, to_role, reason, maker_id, proposed_at)
      values (${v7()}, 'move', ${world.as("manager").actor.id}, 'manager', 'auditor', 'x',
        ${world.as("administrator").actor.id}, ${world.now})`;
  const tokenImport = v7();
  await world.sql`
    insert into token_imports (id, file_name, batch, manufacturer, model, expires_on, uploaded_at)
      values (${tokenImport}, 'x', 'x', 'x', 'x', '2031-11-22', ${world.now})`;
  await world.sql`update token_imports set state = 'uploaded', file_bytes = 1, file_sha256 = ${"0".repeat(64)}`;
  await world.sql`insert into token_import_rows values (${tokenImport}, 1, 'SAME-1', 'new')`;
  await world.sql`insert into staff_sessions (id, staff_id, stage, created_at, last_seen_at)
    select gen_random_uuid(), id, 'full', created_at, created_at from staff`;
  await world.sql`insert into staff_invitations (id, staff_id, purpose, token_hash, created_at, expires_at)
    select gen_random_uuid(), id, 'reset', sha256(id::text::bytea), created_at, created_at + interval '1 day' from staff`;
  await world.sql`
    insert into staff_enrolments (id, staff_id, invitation_id, password_hash, otp_secret_sealed, otp_key_version,
        created_at)
      select gen_random_uuid(), staff_id, id, 'x', 'x', 1, created_at from staff_invitations limit 1`;
  await world.sql`insert into staff_recovery_codes (id, staff_id, code_hash, created_at)
    select gen_random_uuid(), id, sha256(id::text::bytea), created_at from staff`;
  const [auditor, manager] = [world.as("auditor").actor.id, world.as("manager").actor.id];
  await world.sql`
    insert into unmaskings (id, at, staff_id, signed_in_at, contract_id, reason, until)
      select gen_random_uuid(), ${world.now}, ${auditor}, ${world.now}, id, 'audit',
        ${world.now}::timestamptz + interval '1 minute' from contracts limit 1`;
  await world.sql`
    insert into look_ups (id, at, slot_at, staff_id, branch_code, contract_id, page, purpose, outside_hours,
        request_id, address)
      select gen_random_uuid(), ${world.now}, ${world.now}, ${auditor}, branch_code, id, 'contract', 'search',
        false, 'x', 'x' from contracts limit 1`;
  await world.sql`
    insert into look_up_reviews (id, month, staff_id, reviewer_id, at, note, look_ups, unmasked)
      values (${v7()}, '2026-10-01', ${auditor}, ${manager}, ${world.now}, 'x', 1, 1)`;
  await world.sql`insert into fee_paper_issues (id, fee_id, paper, number, amount_yen, issued_by, issued_at)
    select ${v7()}, id, 'invoice', 1, 1100, ${manager}, ${world.now} from fees limit 1`;
  await world.sql`
    insert into notices (id, event, recipient, occasion, contract_id, branch_code, facts, state, mail_to, created_at,
        due_at)
      select gen_random_uuid(), 'login_locked', 'customer', state || id, id, branch_code, '{}', state,
        case state when 'waiting' then 'taro@example.jp' end, ${world.now}, ${world.now}
        from contracts, unnest(array['waiting', 'to_print']) as state`;
  await world.sql`select close_fee_month('2026-11', '2026-12-07', null)`;
});

test("no constraint is without its case, and no case without its constraint", async () => {
  const named = await world.sql`
    select conname as name from pg_constraint
      where connamespace = 'public'::regnamespace and contype in ('c', 'u')
    union
    select indexrelid::regclass::text from pg_index join pg_class c on c.oid = indrelid
      where c.relnamespace = 'public'::regnamespace and indisunique and not indisprimary`;
  expect(named.map((row) => row.name).sort()).toEqual(Object.keys(refused).sort());
});

describe("a constraint by its name refuses, also the owner,", () => {
  test.each(Object.entries(refused).flatMap(([name, all]) => all.map((statement) => [name, statement])))(
    "%s: %s",
    async (name, statement) => {
      await rolledBack(world.sql, async (sql) => {
        // Guards speak first and would answer in the constraint's place; they have tests of their own.
        for (const table of [
          ...Object.keys(guardedStates),
          ...appendOnlyTables,
          "api_keys",
          "bindings",
          "debit_lines",
          "delegations",
          "fee_rules",
          "tax_rates",
        ]) {
          await sql`alter table ${sql(table)} disable trigger user`;
        }
        expect(await refusalWithin(sql, () => sql.unsafe(statement))).toBe(name);
      });
    },
  );
});
