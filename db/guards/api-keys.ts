/** A key's end only comes nearer. */
export const apiKeyGuard = `
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
