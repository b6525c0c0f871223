/** What is said once and never taken back: a session that ended, a link or a code that was used or withdrawn. */
const saidOnce = {
  staff_sessions: ["ended_at"],
  staff_invitations: ["used_at", "revoked_at"],
  staff_enrolments: ["ended_at"],
  staff_recovery_codes: ["used_at", "revoked_at"],
  api_keys: ["revoked_at"],
  api_clients: ["revoked_at"],
} as const;

const refuse = `
create or replace function refuse_unsaying() returns trigger language plpgsql as $guard$
declare name text;
begin
  foreach name in array tg_argv loop
    if to_jsonb(old) ->> name is distinct from to_jsonb(new) ->> name and to_jsonb(old) ->> name is not null then
      raise exception '% of % is never taken back', name, tg_table_name
        using errcode = '23514', constraint = tg_table_name || '_said_once', table = tg_table_name;
    end if;
  end loop;
  return new;
end $guard$;`;

/** A step of an authenticator that was accepted is never taken back, unless the authenticator is another. */
const stepGuard = `
create or replace function staff_guard_step() returns trigger language plpgsql as $guard$
begin
  if new.otp_last_step < old.otp_last_step
    and new.otp_secret_sealed is not distinct from old.otp_secret_sealed then
    raise exception 'an accepted step is never taken back'
      using errcode = '23514', constraint = 'staff_step_only_grows', table = tg_table_name;
  end if;
  return new;
end $guard$;
create or replace trigger staff_guard_step before update of otp_last_step on staff
  for each row execute function staff_guard_step();`;

/** Somebody can always let others in again: the last administrator stays one, however many put each other out at once. */
const lastAdministrator = `
create or replace function staff_guard_last_administrator() returns trigger language plpgsql as $guard$
begin
  perform from public.staff where role = 'administrator' and enrolled_at is not null and disabled_at is null
    and id <> old.id order by id for no key update;
  if not found then
    raise exception 'the last administrator stays one'
      using errcode = '23514', constraint = 'staff_last_administrator', table = tg_table_name;
  end if;
  return new;
end $guard$;
create or replace trigger staff_guard_last_administrator before update of role, enrolled_at, disabled_at on staff
  for each row when (old.role = 'administrator' and old.enrolled_at is not null and old.disabled_at is null
    and (new.role <> 'administrator' or new.enrolled_at is null or new.disabled_at is not null))
  execute function staff_guard_last_administrator();`;

/** What lets somebody in they set up by their own hand, in the sign-in. The desks take it away at most. */
const factorGuard = `
create or replace function staff_guard_factors() returns trigger language plpgsql as $guard$
begin
  if current_user = 'console' then
    raise exception 'nobody sets up a password or authenticator for another'
      using errcode = '23514', constraint = 'staff_factors_by_own_hand', table = tg_table_name;
  end if;
  return new;
end $guard$;
create or replace trigger staff_guard_factors before update of password_hash, otp_secret_sealed on staff
  for each row when (new.password_hash is distinct from old.password_hash and new.password_hash is not null
    or new.otp_secret_sealed is distinct from old.otp_secret_sealed and new.otp_secret_sealed is not null)
  execute function staff_guard_factors();
create or replace trigger staff_guard_first_factors before insert on staff
  for each row when (num_nonnulls(new.password_hash, new.otp_secret_sealed, new.oidc_subject) > 0)
  execute function staff_guard_factors();`;

export const staffGuards = [
  refuse,
  ...Object.entries(saidOnce).map(
    ([table, columns]) => `
create or replace trigger ${table}_said_once before update of ${columns.join(", ")} on ${table}
  for each row execute function refuse_unsaying(${columns.map((column) => `'${column}'`).join(", ")});`,
  ),
  stepGuard,
  lastAdministrator,
  factorGuard,
];

/**
 * The desks end what these rows open, and change nothing else of them. What a person may do, and the name they sign
 * in by, no statement of theirs changes; and they begin no session.
 */
export const staffGrants = [
  "revoke update on staff, api_clients, api_keys from console",
  `grant update (email, password_hash, password_change_due, otp_secret_sealed, otp_key_version, password_fails,
    otp_fails, enrolled_at, disabled_at) on staff to console`,
  "grant update (revoked_at) on api_clients to console",
  "grant update (expires_at, revoked_at) on api_keys to console",
  "revoke all on staff_enrolments from console",
  "revoke insert, update on staff_sessions, staff_recovery_codes from console",
  "grant update (last_seen_at, ended_at) on staff_sessions to console",
  "revoke update on staff_invitations from console",
  "grant update (revoked_at) on staff_invitations, staff_recovery_codes to console",
];

/** The sign-in of the staff: passwords, authenticators, recovery codes and sessions. No customer, and nobody's rank. */
export const signInGrants = [
  "grant usage on schema public to sign_in",
  "revoke all on all tables in schema public from sign_in",
  "grant select on settings, staff, staff_sessions, staff_invitations, staff_enrolments, staff_recovery_codes to sign_in",
  `grant update (oidc_subject, password_hash, password_changed_at, password_change_due, otp_secret_sealed,
    otp_key_version, otp_last_step, password_fails, otp_fails, enrolled_at) on staff to sign_in`,
  "grant insert on staff_sessions, staff_enrolments, staff_recovery_codes, audit to sign_in",
  "grant update (last_seen_at, ended_at) on staff_sessions to sign_in",
  "grant update (used_at) on staff_invitations to sign_in",
  "grant update (password_hash, otp_secret_sealed, otp_key_version, ended_at) on staff_enrolments to sign_in",
  "grant update (used_at, revoked_at) on staff_recovery_codes to sign_in",
];
