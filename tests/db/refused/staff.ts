import { copied, type Refused } from "./case.ts";

/** The bank itself: its branches, staff, settings, API clients and audit. */
export const staff: Refused = {
  api_clients_calls_positive: [
    "update api_clients set calls_per_minute = 0",
    "update api_clients set calls_per_minute = -1",
  ],
  api_clients_name_unique: ["update api_clients set created_by = (select id from staff limit 1)"],
  api_keys_expire_later: ["update api_keys set expires_at = created_at"],
  api_keys_key_hash_unique: ["update api_keys set key_hash = 'same'"],
  api_keys_made_here_end: [
    "update api_keys set created_by = (select id from staff limit 1)",
    "update api_keys set created_by = (select id from staff limit 1), expires_at = created_at + interval '401 days'",
  ],
  api_keys_one_successor: ["update api_keys set replaces = (select id from api_keys limit 1)"],
  client_changes_calls_positive: ["update client_changes set to_calls_per_minute = 0"],
  client_changes_decided_by: [
    "update client_changes set state = 'approved', decided_at = now()",
    "update client_changes set state = 'withdrawn'",
    "update client_changes set decided_at = now()",
  ],
  client_changes_four_eyes: [
    "update client_changes set state = 'approved', decided_at = now(), checker_id = maker_id",
  ],
  client_changes_one_proposed: [copied("client_changes")],
  client_changes_scopes_known: [
    "update client_changes set to_scopes = '{}'",
    "update client_changes set to_scopes = '{status:read,form:decide}'",
  ],
  client_changes_state_known: ["update client_changes set state = 'eaten', decided_at = now()"],
  audit_actor_kind_known: ["update audit set actor_kind = 'robot'"],
  branches_code_format: [
    "insert into branches values ('1', 'x', 'x')",
    "insert into branches values ('1２3', 'x', 'x')",
  ],
  idempotency_keys_answered: [
    "insert into idempotency_keys select id, 'key', 'mac', now(), 200, null from api_clients",
    "insert into idempotency_keys select id, 'key', 'mac', now(), null, '{}' from api_clients",
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
  settings_fee_closing_day_bounded: ["fee_closing_day = 0", "fee_closing_day = 16"].map(
    (set) => `update settings set ${set}`,
  ),
  settings_debit_bounded: ["debit_day = 0", "debit_day = 32", "debit_tries = 0", "debit_tries = 13"].map(
    (set) => `update settings set ${set}`,
  ),
  settings_consignor_format: [
    "consignor_code = '123456789'",
    "bank_code = '15O1'",
    "consignor_branch_code = '01'",
    "consignor_account_number = '１２３４５６７'",
  ].map((set) => `update settings set ${set}`),
  settings_account_type_known: ["update settings set consignor_account_type = 'savings'"],
  settings_issuer_number_format: ["update settings set issuer_number = '8700110005901'"],
  settings_tax_point_known: ["update settings set tax_point = 'delivery'"],
  settings_form_follow_bounded: [
    "update settings set form_follow_business_days = 0",
    "update settings set form_follow_business_days = 61",
  ],
  settings_mail_silent_bounded: [
    "update settings set mail_silent_days = 0",
    "update settings set mail_silent_days = 61",
  ],
  settings_order_due_bounded: [
    "update settings set order_due_business_days = 0",
    "update settings set order_due_business_days = 61",
  ],
  settings_returned_kept_bounded: [
    "update settings set returned_kept_months = 0",
    "update settings set returned_kept_months = 25",
  ],
  settings_tax_rounding_known: ["update settings set tax_rounding = 'half_even'"],
  staff_changes_branch_by_role: [
    "update staff_changes set to_role = 'clerk'",
    "update staff_changes set to_branch_code = '001'",
    "update staff_changes set to_role = 'owner'",
  ],
  staff_changes_decided_by: [
    "update staff_changes set state = 'approved', decided_at = now()",
    "update staff_changes set state = 'withdrawn'",
    "update staff_changes set decided_at = now()",
  ],
  staff_changes_four_eyes: [
    "update staff_changes set state = 'approved', decided_at = now(), checker_id = maker_id",
  ],
  staff_changes_kind_known: ["update staff_changes set kind = 'erase', from_role = null, to_role = null"],
  staff_changes_move_says_where: [
    "update staff_changes set kind = 'enable'",
    "update staff_changes set from_role = null",
    "update staff_changes set to_role = null",
    "update staff_changes set kind = 'enable', from_role = null, to_role = null, from_branch_code = '001'",
  ],
  staff_changes_not_of_oneself: [
    "update staff_changes set staff_id = maker_id",
    "update staff_changes set state = 'turned_down', decided_at = now(), checker_id = staff_id",
  ],
  staff_changes_one_proposed: [copied("staff_changes")],
  staff_changes_state_known: ["update staff_changes set state = 'eaten', decided_at = now()"],
  staff_branch_by_role: [
    "update staff set branch_code = null where role = 'clerk'",
    "update staff set branch_code = '001' where role = 'auditor'",
    "update staff set role = 'manager' where role = 'approver'",
  ],
  staff_role_known: ["update staff set role = 'owner', branch_code = null"],
  staff_sessions_stage_known: ["update staff_sessions set stage = 'half'"],
  staff_username_unique: ["update staff set username = 'same'"],
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
  settings_staff_confirm_bounded: [
    "update settings set staff_confirm_minutes = 0",
    "update settings set staff_confirm_minutes = 61",
  ],
};
