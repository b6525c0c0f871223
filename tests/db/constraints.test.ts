import { v7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { sealLoginEvents } from "#core/logins/seal-events.ts";
import { appendOnlyTables } from "#db/guards/ledgers.ts";
import { guardedStates } from "#db/guards/transitions.ts";
import { refusalWithin, rolledBack } from "#tests/db/refusal.ts";
import { shipped, withWorld } from "#tests/support/world.ts";

const world = withWorld();

const sameId = "01900000-0000-7000-8000-00000000000a";

/** For each constraint, statements that it must refuse; an update of all rows collides with itself. */
const refused: Record<string, string[]> = {
  api_clients_calls_positive: [
    "update api_clients set calls_per_minute = 0",
    "update api_clients set calls_per_minute = -1",
  ],
  api_clients_key_hash_unique: ["update api_clients set key_hash = 'same'"],
  audit_actor_kind_known: ["update audit set actor_kind = 'robot'"],
  audit_chained: [
    "update audit set id = 0 where id = 1",
    "update audit set hash = '\\x00'",
    "update audit set previous_hash = '\\x00'",
  ],
  audit_one_line: [
    "update audit set actor_name = 'a' || chr(10) || 'b'",
    "update audit set subject_label = 'a' || chr(13) || 'b'",
    "update audit set address = 'a' || chr(8238) || 'b'",
    "update audit set request_id = 'a' || chr(8233) || 'b'",
    "update audit set actor_name = 'a' || chr(133) || 'b'",
    "update audit set actor_name = 'a' || chr(8295) || 'b'",
  ],
  bindings_one_live_per_contract: [
    "update bindings set contract_id = (select id from contracts limit 1), unbound_at = null, unbind_reason = null",
  ],
  bindings_one_live_per_serial: [
    "update bindings set token_id = (select id from tokens limit 1), unbound_at = null, unbind_reason = null",
  ],
  bindings_receipt_number_unique: [copied("bindings", { contract_id: sameId, token_id: sameId })],
  bindings_unbind_reason_known: ["update bindings set unbound_at = bound_at, unbind_reason = 'whim'"],
  bindings_unbound_after_bound: [
    "update bindings set unbound_at = bound_at - interval '1 second', unbind_reason = 'reissue'",
  ],
  bindings_unbound_with_reason: [
    "update bindings set unbound_at = bound_at, unbind_reason = null",
    "update bindings set unbound_at = null, unbind_reason = 'reissue'",
  ],
  branches_code_format: [
    "insert into branches values ('1', 'x', 'x')",
    "insert into branches values ('1２3', 'x', 'x')",
  ],
  contracts_account_number_format: ["update contracts set account_number = '12345678'"],
  contracts_contractor_id_format: [
    "update contracts set contractor_id = '1234567890'",
    "update contracts set contractor_id = '１２３４５６７８９０１'",
  ],
  contracts_contractor_id_unique: ["update contracts set contractor_id = '12345678901'"],
  contracts_postal_code_format: ["update contracts set postal_code = '430-0946'"],
  delegations_days: [
    "update delegations set until_on = from_on - 1",
    "update delegations set until_on = from_on + 92",
    "update delegations set named_at = named_at + interval '2 days'",
  ],
  delegations_ended_by_either: [
    "update delegations set ended_at = now()",
    "update delegations set ended_by = absent_id",
    "update delegations set ended_at = now(), ended_by = (select id from staff where role = 'auditor' limit 1)",
  ],
  delegations_to_another: ["update delegations set substitute_id = absent_id"],
  fee_entries_assessed_once: [copied("fee_entries")],
  fee_entries_kind_known: ["update fee_entries set kind = 'forgotten'"],
  fee_entries_not_negative: ["update fee_entries set amount_yen = -1"],
  fee_entries_reversed_once: [
    "insert into fee_entries select gen_random_uuid(), fee_id, 'reversed', 0, '', null, entered_at from fee_entries, generate_series(1, 2)",
  ],
  fee_rules_kind_known: ["update fee_rules set kind = 'unlock'"],
  fee_rules_reason_known: ["update fee_rules set reason = 'eaten'"],
  fee_rules_net_not_negative: ["update fee_rules set net_yen = -1"],
  fees_gross_is_net_and_tax: [
    "update fees set gross_yen = gross_yen + 1",
    "update fees set net_yen = 900",
    "update fees set tax_yen = 0",
  ],
  fees_kind_known: ["update fees set kind = 'unlock'"],
  fees_reason_known: ["update fees set reason = 'eaten'"],
  fees_not_negative: [
    "update fees set net_yen = -100, gross_yen = tax_yen - 100",
    "update fees set tax_yen = -100, gross_yen = net_yen - 100",
  ],
  fees_one_per_order: ["update fees set order_id = (select id from orders limit 1)"],
  forms_awaiting_undecided: [
    "update forms set state = 'awaiting_approval', decided_at = null",
    "update forms set state = 'awaiting_approval', checker_id = null",
  ],
  forms_back_with_reason: [
    "update forms set state = 'returned', back_reason = null",
    "update forms set state = 'incomplete', back_reason = ''",
  ],
  forms_channel_known: ["update forms set channel = 'fax'"],
  forms_decided_by_someone: [
    "update forms set checker_id = null",
    "update forms set decided_at = null",
    "update forms set state = 'completed', checker_id = null",
  ],
  forms_four_eyes: [
    "update forms set checker_id = maker_id",
    "update forms set maker_id = checker_id",
    "update forms set checker_id = maker_id, state = 'returned', back_reason = 'x'",
  ],
  forms_identity_document_known: ["update forms set identity_document = 'library_card'"],
  forms_kind_known: ["update forms set kind = 'gift', reason = null"],
  forms_number_unique: [copied("forms")],
  forms_one_under_way_per_kind: [
    "update forms set state = 'received', contract_id = (select id from contracts limit 1)",
    "update forms set state = 'awaiting_approval', checker_id = null, decided_at = null, contract_id = (select id from contracts limit 1)",
  ],
  forms_reason_by_kind: ["update forms set reason = null", "update forms set kind = 'new'"],
  forms_reason_known: ["update forms set reason = 'eaten'"],
  forms_state_known: ["update forms set state = 'forgotten'"],
  forms_submitted_complete: [
    "update forms set seal_verified = false",
    "update forms set identity_document = null",
    "update forms set identity_document = null, state = 'awaiting_approval', checker_id = null, decided_at = null",
  ],
  idempotency_keys_answered: [
    "insert into idempotency_keys select id, 'key', 'mac', now(), 200, null from api_clients",
    "insert into idempotency_keys select id, 'key', 'mac', now(), null, '{}' from api_clients",
  ],
  login_accounts_challenge_pair: [
    "update login_accounts set challenge_first = 3, challenge_second = 3, challenge_until = now()",
    "update login_accounts set challenge_first = 3, challenge_second = 8, challenge_until = now()",
    "update login_accounts set challenge_first = 1, challenge_second = 2",
    "update login_accounts set challenge_until = now()",
  ],
  login_accounts_contractor_id_unique: ["update login_accounts set contractor_id = '12345678901'"],
  login_accounts_fails_not_negative: [
    "update login_accounts set password_fails = -1",
    "update login_accounts set otp_fails = -1",
    "update login_accounts set card_fails = -1",
  ],
  login_event_blocks_ids: ["update login_event_blocks set first_id = last_id + 1"],
  login_event_blocks_numbered: [
    "update login_event_blocks set number = 0",
    "update login_event_blocks set events = 0",
  ],
  login_events_factor_known: ["update login_events set factor = 'face'"],
  login_events_outcome_known: ["update login_events set outcome = 'perhaps'"],
  logins_factor_known: ["update logins set factor = 'face'"],
  logins_state_known: ["update logins set state = 'forgotten'"],
  mail_events_event_known: ["update mail_events set event = 'eaten'"],
  mail_events_once: [copied("mail_events")],
  orders_kind_known: ["update orders set kind = 'unlock', reason = null"],
  orders_number_unique: [
    copied("orders", { form_id: sameId, contract_id: sameId, token_id: null, state: "closed" }),
  ],
  orders_one_open_per_contract: ["update orders set contract_id = (select id from contracts limit 1)"],
  orders_one_open_per_serial: ["update orders set token_id = (select id from tokens limit 1)"],
  orders_one_per_form: ["update orders set form_id = (select id from forms limit 1)"],
  orders_reason_by_kind: ["update orders set reason = null", "update orders set kind = 'exchange'"],
  orders_reason_known: ["update orders set reason = 'eaten'"],
  orders_state_known: ["update orders set state = 'forgotten'"],
  orders_token_by_state: ["allocated", "shipped", "delivered", "completed"].map(
    (state) => `update orders set state = '${state}', token_id = null`,
  ),
  scans_media_type_known: ["update scans set media_type = 'text/html'"],
  scans_size: [
    "update scans set bytes = ''",
    "update scans set bytes = convert_to(repeat('x', 10 * 1024 * 1024 + 1), 'UTF8')",
  ],
  setting_changes_decided_by: [
    "update setting_changes set state = 'approved', decided_at = now()",
    "update setting_changes set state = 'turned_down', decided_at = now()",
    "update setting_changes set state = 'withdrawn'",
    "update setting_changes set decided_at = now()",
    "update setting_changes set checker_id = (select id from staff where id <> maker_id limit 1)",
    "update setting_changes set state = 'withdrawn', decided_at = now(), checker_id = (select id from staff where id <> maker_id limit 1)",
  ],
  setting_changes_four_eyes: [
    "update setting_changes set state = 'approved', decided_at = now(), checker_id = maker_id",
    "update setting_changes set state = 'turned_down', decided_at = now(), checker_id = maker_id",
  ],
  setting_changes_one_proposed: [copied("setting_changes")],
  setting_changes_state_known: ["update setting_changes set state = 'eaten', decided_at = now()"],
  settings_limits_positive: ["password", "otp", "card", "staff_password", "staff_otp"].map(
    (limit) => `update settings set ${limit}_limit = 0`,
  ),
  settings_one_row: ["insert into settings (id) values (false)"],
  settings_windows_bounded: [
    ["otp_window_steps", -1, 11],
    ["hotp_look_ahead", 0, 101],
    ["drift_step_limit", -1, 11],
    ["drift_total_limit", -1, 121],
    ["resync_window_steps", 0, 1001],
    ["retry_delay_seconds", -1, 3601],
  ].flatMap(([column, below, above]) => [
    `update settings set ${column} = ${below}`,
    `update settings set ${column} = ${above}`,
  ]),
  settings_times_positive: [
    "login_minutes",
    "challenge_minutes",
    "card_access_days",
    "card_use_limit",
    "address_failure_limit",
    "address_window_minutes",
    "staff_idle_minutes",
    "staff_session_hours",
    "staff_invitation_hours",
  ].map((column) => `update settings set ${column} = 0`),
  settings_reorder_months_bounded: [
    "update settings set reorder_months = 0",
    "update settings set reorder_months = 25",
  ],
  settings_staff_confirm_bounded: [
    "update settings set staff_confirm_minutes = 0",
    "update settings set staff_confirm_minutes = 61",
  ],
  settings_tax_rounding_known: ["update settings set tax_rounding = 'half_even'"],
  shipments_state_known: ["update shipments set state = 'eaten'"],
  shipments_tracking_number_check_digit: [
    "update shipments set tracking_number = '123456789014'",
    "update shipments set tracking_number = '12345678904'",
  ],
  shipments_tracking_number_format: [
    "update shipments set tracking_number = '1234567891'",
    "update shipments set tracking_number = 'RR12345678JP'",
    "update shipments set tracking_number = '1234-5678-9014'",
  ],
  shipments_tracking_number_unique: ["update shipments set tracking_number = '123456789013'"],
  staff_branch_by_role: [
    "update staff set branch_code = null where role = 'clerk'",
    "update staff set branch_code = '001' where role = 'auditor'",
    "update staff set role = 'manager' where role = 'approver'",
  ],
  staff_email_format: [
    "update staff set email = 'nobody'",
    "update staff set email = 'a b@example.jp'",
    "update staff set email = repeat('x', 250) || '@y.jp'",
  ],
  staff_enrolled_with_factor: [
    "update staff set enrolled_at = null",
    "update staff set password_hash = null, otp_secret_sealed = null, otp_key_version = null",
  ],
  staff_enrolments_one_per_invitation: [
    "insert into staff_enrolments select gen_random_uuid(), staff_id, id, null, null, 'x', 1, created_at from staff_invitations, generate_series(1, 2)",
  ],
  staff_enrolments_one_per_session: [
    "insert into staff_enrolments select gen_random_uuid(), staff_id, null, id, null, 'x', 1, created_at from staff_sessions, generate_series(1, 2)",
  ],
  staff_enrolments_one_way: [
    "update staff_enrolments set session_id = (select id from staff_sessions limit 1)",
    "update staff_enrolments set invitation_id = null",
  ],
  staff_enrolments_secret_until_ended: [
    "update staff_enrolments set ended_at = now()",
    "update staff_enrolments set otp_secret_sealed = null",
    "update staff_enrolments set otp_key_version = null",
    "update staff_enrolments set ended_at = now(), otp_secret_sealed = null, otp_key_version = null",
  ],
  staff_factors_together: [
    "update staff set password_hash = null",
    "update staff set otp_secret_sealed = null, otp_key_version = null",
    "update staff set single_sign_on = true",
  ],
  staff_invitations_by_another: ["update staff_invitations set created_by = staff_id"],
  staff_invitations_expire_later: ["update staff_invitations set expires_at = created_at"],
  staff_invitations_one_end: ["update staff_invitations set used_at = now(), revoked_at = now()"],
  staff_invitations_one_open: [
    "update staff_invitations set staff_id = (select id from staff where role = 'auditor' limit 1)",
  ],
  staff_invitations_purpose_known: ["update staff_invitations set purpose = 'visit'"],
  staff_invitations_token_hashed: ["update staff_invitations set token_hash = 'in clear'"],
  staff_invitations_token_unique: ["update staff_invitations set token_hash = sha256('same')"],
  staff_oidc_subject_unique: [
    "update staff set single_sign_on = true, password_hash = null, oidc_subject = 'same'",
  ],
  staff_otp_with_key: ["update staff set otp_key_version = null"],
  staff_recovery_codes_one_end: ["update staff_recovery_codes set used_at = now(), revoked_at = now()"],
  staff_recovery_codes_unique: [
    "insert into staff_recovery_codes select gen_random_uuid(), staff_id, code_hash, created_at from staff_recovery_codes",
  ],
  staff_role_known: ["update staff set role = 'owner', branch_code = null"],
  staff_sessions_stage_known: ["update staff_sessions set stage = 'half'"],
  staff_subject_of_provider: ["update staff set oidc_subject = id::text"],
  staff_username_format: ["Clerk", "c", "山田", "a b", ".hidden"].map(
    (username) => `update staff set username = '${username}'`,
  ),
  staff_username_unique: ["update staff set username = 'same'"],
  tax_rates_percent_range: ["update tax_rates set percent = 101", "update tax_rates set percent = -1"],
  token_import_rows_fate_known: ["update token_import_rows set fate = 'eaten'"],
  token_import_rows_problem_named: [
    "update token_import_rows set fate = 'problem'",
    "update token_import_rows set problem = 'x'",
  ],
  token_import_rows_serial_known: [
    "update token_import_rows set serial = null",
    "update token_import_rows set serial = null, fate = 'known'",
  ],
  token_imports_all_or_nothing: [
    "update token_imports set state = 'checked', problem_rows = 1",
    "update token_imports set state = 'imported', problem_rows = 1, started_at = now(), ended_at = now()",
  ],
  token_imports_counts_not_negative: [
    "file_bytes",
    "read_bytes",
    "attempts",
    "new_rows",
    "known_rows",
    "problem_rows",
  ].map((column) => `update token_imports set ${column} = -1`),
  token_imports_ended: [
    "update token_imports set ended_at = now()",
    ...["imported", "cancelled"].map(
      (state) => `update token_imports set state = '${state}', started_at = now()`,
    ),
    ...["refused", "failed"].map((state) => `update token_imports set state = '${state}', refusal = 'x'`),
  ],
  token_imports_refused_why: [
    "update token_imports set refusal = 'x'",
    "update token_imports set state = 'refused', ended_at = now()",
    "update token_imports set state = 'failed', ended_at = now()",
  ],
  token_imports_secret_while_unread: [
    "update token_imports set secret_sealed = 'x'",
    "update token_imports set secret_key_version = 1",
    "update token_imports set state = 'checked', secret_sealed = 'x', secret_key_version = 1",
    "update token_imports set state = 'failed', refusal = 'x', ended_at = now(), secret_sealed = 'x', secret_key_version = 1",
  ],
  token_imports_started: [
    "update token_imports set state = 'importing'",
    "update token_imports set state = 'imported', ended_at = now()",
  ],
  token_imports_state_known: ["update token_imports set state = 'eaten'"],
  token_imports_whole_file: [
    "update token_imports set state = 'checking', file_sha256 = null",
    "update token_imports set state = 'checked', file_sha256 = repeat('X', 64)",
    "update token_imports set file_bytes = 0",
  ],
  token_requests_count: [
    "update token_requests set token_count = 0",
    "update token_requests set token_count = 5001",
  ],
  token_requests_decided_by: [
    "update token_requests set state = 'approved', decided_at = now()",
    "update token_requests set state = 'turned_down', decided_at = now()",
    "update token_requests set state = 'withdrawn'",
    "update token_requests set decided_at = now()",
    "update token_requests set checker_id = (select id from staff where id <> maker_id limit 1)",
    "update token_requests set state = 'withdrawn', decided_at = now(), checker_id = (select id from staff where id <> maker_id limit 1)",
  ],
  token_requests_four_eyes: [
    "update token_requests set state = 'approved', decided_at = now(), checker_id = maker_id",
    "update token_requests set state = 'turned_down', decided_at = now(), checker_id = maker_id",
  ],
  token_requests_move_known: ["update token_requests set move = 'eat'"],
  token_requests_state_known: ["update token_requests set state = 'eaten', decided_at = now()"],
  tokens_algorithm_known: ["update tokens set algorithm = 'md5'"],
  tokens_digits_known: ["update tokens set digits = 7"],
  tokens_kind_known: ["update tokens set kind = 'sms'"],
  tokens_serial_format: ["update tokens set serial = 'abc-123'", "update tokens set serial = 'ABC'"],
  tokens_serial_unique: ["update tokens set serial = 'SAME-1'"],
  tokens_stolen_stays_stopped: ["in_stock", "allocated", "in_transit", "delivered", "active"].map(
    (state) => `update tokens set stolen_at = now(), state = '${state}'`,
  ),
  tokens_state_known: ["update tokens set state = 'forgotten'"],
  tokens_step_known: ["update tokens set step_seconds = 45"],
};

/** A statement that enters a row again with all that it holds but its id and what else is named. */
function copied(table: string, others: Record<string, string | null> = {}): string {
  return `insert into ${table} overriding system value
    select (jsonb_populate_record(x, '${JSON.stringify({ id: sameId, ...others })}')).* from ${table} x limit 1`;
}

beforeAll(async () => {
  for (const _ of [1, 2]) {
    await shipped(world, await world.registered());
    await world.registered();
    await world.sql`insert into api_clients (id, name, key_hash, scopes, created_at)
      values (${v7()}, 'client', ${v7()}, '{}', ${world.now})`;
  }
  await world.sql`insert into logins (id, contract_id, state, factor, client_key, created_at, expires_at)
    select gen_random_uuid(), id, 'accepted', 'none', 'page', created_at, created_at from contracts`;
  await world.sql`insert into login_events (contract_id, at, factor, outcome, client_key, address)
    select id, created_at, 'password', 'accepted', 'page', '' from contracts`;
  await sealLoginEvents(world);
  await world.sql`insert into delegations (id, absent_id, substitute_id, from_on, until_on, reason, named_at)
    values (${v7()}, ${world.as("approver").actor.id}, ${world.as("approver", { person: 2 }).actor.id},
      '2026-11-24', '2026-11-24', 'x', ${world.now})`;
  await world.sql`insert into setting_changes (id, before, after, reason, maker_id, proposed_at)
    values (${v7()}, '{"otp_limit": 5}', '{"otp_limit": 4}', 'x', ${world.as("manager").actor.id}, ${world.now})`;
  await world.sql`insert into token_requests (id, move, token_count, reason, maker_id, proposed_at)
    values (${v7()}, 'dispose', 1, 'x', ${world.as("operations").actor.id}, ${world.now})`;
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
        for (const table of [...Object.keys(guardedStates), ...appendOnlyTables, "bindings", "delegations"]) {
          await sql`alter table ${sql(table)} disable trigger user`;
        }
        expect(await refusalWithin(sql, () => sql.unsafe(statement))).toBe(name);
      });
    },
  );
});
