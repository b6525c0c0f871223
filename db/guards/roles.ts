import { sealedPlaces } from "../sealed.ts";
import { appendOnlyTables } from "./ledgers.ts";
import { secretGrants } from "./secrets.ts";
import { signInGrants, staffGrants } from "./staff.ts";

const create = (role: string) => `do $$ begin
    if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
    if not pg_has_role(current_user, '${role}', 'member') then execute format('grant ${role} to %I', current_user); end if;
  end $$`;

/**
 * The desks: may not delete at all, nor change what only grows, nor the bank's fee rules, tax rates and settings. What
 * lets a customer or a colleague in they neither read nor put in place.
 */
const consoleGrants = [
  "grant usage on schema public to console",
  "revoke all on all tables in schema public from console",
  "grant select, insert, update on all tables in schema public to console",
  `revoke update on ${appendOnlyTables.join(", ")} from console`,
  "revoke insert, update on branches, contracts, fee_rules, tax_rates, settings from console",
  "revoke insert, update on token_counts, token_uses from console",
  "revoke insert on fee_closings, fee_closing_totals, fee_closing_items from console",
  "grant execute on function close_fee_month to console",
  "revoke insert, update on tokens, login_accounts, logins from console",
  // To lock a contract's row PostgreSQL asks for the right to change some column of it.
  "grant update (created_at) on contracts to console",
  "grant update (state, stolen_at, last_step, drift_steps) on tokens to console",
  `grant update (password_fails, otp_fails, card_fails, card_opened_at, card_until, card_uses,
    challenge_first, challenge_second, challenge_until) on login_accounts to console`,
  "grant update (state) on logins to console",
  "revoke all on staged_tokens, token_import_chunks, token_import_rows from console",
  "grant insert on token_import_chunks to console",
  "grant select on token_import_rows to console",
  "revoke update on debit_lines from console",
  "grant update (result) on debit_lines to console",
  "revoke all on address_failures, client_calls, idempotency_keys from console",
  "revoke insert, update on notices from console",
  "grant update (state, due_at, tries, last_error, printed_at, printed_by) on notices to console",
  "grant usage on all sequences in schema public to console",
  ...staffGrants,
  ...secretGrants,
];

/**
 * The login check: counters, codes and card pairs. No name, no address, no fee; of an order only which token it
 * sends. What it may change is named column by column: no password, no seed, no token's or order's state.
 */
const loginGrants = [
  "grant usage on schema public to login",
  "revoke all on all tables in schema public from login",
  "grant select on settings, login_accounts, logins, bindings, tokens, api_clients, api_keys to login",
  "grant select (id, number, form_id, branch_code, contract_id, token_id, state, due_on) on orders to login",
  `grant update (password_fails, otp_fails, card_fails, factor_failed_at, card_uses,
    challenge_first, challenge_second, challenge_until) on login_accounts to login`,
  "grant update (last_step, drift_steps) on tokens to login",
  "grant update (last_used_on) on api_keys to login",
  "grant insert on logins to login",
  "grant update (state) on logins to login",
  "grant insert on login_events to login",
  "grant select, insert, update on address_failures, client_calls, idempotency_keys to login",
  "grant usage on sequence login_events_id_seq to login",
];

/**
 * The counter: tests a token and finds its time again, and so reads seeds. Of forms, orders and requests only what
 * tells whose the token is and where it stands; no name, no address.
 */
const counterGrants = [
  "grant usage on schema public to counter",
  "revoke all on all tables in schema public from counter",
  "grant select on settings, tokens, bindings, audit to counter",
  "grant select (contract_id, contractor_id, password_fails, otp_fails, card_fails, factor_failed_at) on login_accounts to counter",
  "grant select (id, contractor_id, branch_code) on contracts to counter",
  "grant select (id, state, token_id, contract_id) on orders to counter",
  "grant select (contract_id, kind, reason, state, created_at) on forms to counter",
  "grant select (id, state) on token_requests to counter",
  "grant select on token_request_tokens to counter",
  "grant update (last_step, drift_steps) on tokens to counter",
  "grant update (otp_fails, factor_failed_at) on login_accounts to counter",
  "grant insert on login_events, audit to counter",
  "grant usage on sequence login_events_id_seq to counter",
];

/**
 * The jobs: read token files to their end and put what is in them into the stock, close months, and send what waits as
 * mail. No login, and of a customer the address of a mail alone.
 */
const jobGrants = [
  "grant usage on schema public to jobs",
  "revoke all on all tables in schema public from jobs",
  "grant select on token_import_chunks, tokens to jobs",
  "grant select, update on token_imports to jobs",
  "grant select, insert, update, delete on token_import_rows, staged_tokens to jobs",
  "grant insert on tokens, audit to jobs",
  "grant select, insert, delete on token_counts, token_uses to jobs",
  "grant select (id, fee_closing_day) on settings to jobs",
  "grant select (entered_at) on fee_entries to jobs",
  "grant select on fee_closings to jobs",
  "grant execute on function close_fee_month to jobs",
  "grant select on notices to jobs",
  "grant update (state, due_at, tries, claimed_at, sent_at, last_error) on notices to jobs",
  "grant execute on function notices_remind(timestamptz) to jobs",
];

/** The rotation of the seal keys: reads what is sealed and for whom, puts it back sealed anew, and says so. */
const rotationGrants = [
  "grant usage on schema public to rotation",
  "revoke all on all tables in schema public from rotation",
  ...Object.entries(sealedPlaces).map(
    ([table, { key, ownerColumns, sealed, keyVersion }]) =>
      `grant select (${[...new Set([...Object.keys(key), ...ownerColumns, sealed, keyVersion])]}),
        update (${sealed}, ${keyVersion}) on ${table} to rotation`,
  ),
  "grant select (request_mac) on idempotency_keys to rotation",
  "grant select (number, key_version) on login_event_blocks to rotation",
  "grant insert on audit to rotation",
];

/** The fee reports: sums by branch and month. No customer's name, no token, no secret, and nothing to be written. */
const reportGrants = [
  "grant usage on schema public to report",
  "revoke all on all tables in schema public from report",
  "grant select on fees, fee_entries, fee_closings, fee_closing_totals, fee_closing_items, branches to report",
];

/** The app's roles own no table. One that a database administrator has made beforehand is left as it is. */
export const roleGrants = [
  create("console"),
  ...consoleGrants,
  create("login"),
  ...loginGrants,
  create("sign_in"),
  ...signInGrants,
  create("counter"),
  ...counterGrants,
  create("jobs"),
  ...jobGrants,
  create("rotation"),
  ...rotationGrants,
  create("report"),
  ...reportGrants,
];
