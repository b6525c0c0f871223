import type { Refused } from "./case.ts";

/** Tokens, how they come in, and what two people do with them. */
export const tokens: Refused = {
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
