/** Whether the desks say truly that an administrator makes what they enter. */
const byAdministrator = `current_user <> 'console' or exists (
    select from staff where id = new.created_by and role = 'administrator' and disabled_at is null)`;

/** The desks register a client that may do nothing yet: its first change gives it scopes. */
const clientBirth = `
create or replace function api_clients_guard_birth() returns trigger language plpgsql as $guard$
begin
  if not (${byAdministrator}) or current_user = 'console' and new.scopes <> '{}' then
    raise exception 'an administrator registers a client, and two give it scopes'
      using errcode = '23514', constraint = 'api_clients_scopes_by_two', table = tg_table_name;
  end if;
  return new;
end $guard$;
create or replace trigger api_clients_guard_birth before insert on api_clients
  for each row execute function api_clients_guard_birth();`;

/** A key is made for a client that may call, and takes the place of none but a key of the same client. */
const keyBirth = `
create or replace function api_keys_guard_birth() returns trigger language plpgsql as $guard$
begin
  if new.revoked_at is not null or new.last_used_on is not null
    or exists (select from api_clients where id = new.client_id and revoked_at is not null)
    or new.replaces is not null
      and not exists (select from api_keys where id = new.replaces and client_id = new.client_id)
    or not (${byAdministrator})
    or current_user = 'console' and exists (select from api_clients where id = new.client_id and scopes = '{}') then
    raise exception 'an administrator makes a key, for a client that may call'
      using errcode = '23514', constraint = 'api_keys_made_rightly', table = tg_table_name;
  end if;
  return new;
end $guard$;
create or replace trigger api_keys_guard_birth before insert on api_keys
  for each row execute function api_keys_guard_birth();`;

/** A key stays what it was made as, for whom and by whom. */
const keyFixed = `
create or replace function api_keys_guard() returns trigger language plpgsql as $guard$
begin
  raise exception 'a key stays as it was made'
    using errcode = '23514', constraint = 'api_keys_fixed', table = tg_table_name;
end $guard$;
create or replace trigger api_keys_guard
  before update of id, client_id, key_hash, prefix, replaces, created_by, created_at on api_keys
  for each row when ((new.id, new.client_id, new.key_hash, new.prefix, new.replaces, new.created_by, new.created_at)
    is distinct from
    (old.id, old.client_id, old.key_hash, old.prefix, old.replaces, old.created_by, old.created_at))
  execute function api_keys_guard();`;

/** A key's end only comes nearer. */
const keyEnd = `
create or replace function api_keys_guard_end() returns trigger language plpgsql as $guard$
begin
  if old.expires_at is not null and (new.expires_at is null or new.expires_at > old.expires_at) then
    raise exception 'the end of a key only comes nearer'
      using errcode = '23514', constraint = 'api_keys_end_only_nearer', table = tg_table_name;
  end if;
  return new;
end $guard$;
create or replace trigger api_keys_guard_end before update of expires_at on api_keys
  for each row execute function api_keys_guard_end();`;

/**
 * Puts an approved change in force, as the tables' owner: the desks' role may write nobody's scopes. Nobody else may
 * make a trigger of the function.
 */
const application = `
create or replace function client_changes_apply() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $guard$
begin
  update public.api_clients set scopes = new.to_scopes, calls_per_minute = new.to_calls_per_minute
    where id = new.client_id and revoked_at is null and scopes = new.from_scopes
      and calls_per_minute is not distinct from new.from_calls_per_minute;
  if not found then
    raise exception 'the client has changed since this was proposed'
      using errcode = '23514', constraint = 'client_changes_not_stale', table = tg_table_name;
  end if;
  return null;
end $guard$;
revoke execute on function client_changes_apply() from public;
create or replace trigger client_changes_apply after update on client_changes
  for each row when (old.state <> 'approved' and new.state = 'approved') execute function client_changes_apply();`;

export const apiClientGuards = [clientBirth, keyBirth, keyFixed, keyEnd, application];
