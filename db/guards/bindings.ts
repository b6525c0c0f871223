/** A binding is made for a serial that may live, and ended once: a revoked serial is never bound again. */
export const bindingGuard = `
create or replace function bindings_guard() returns trigger language plpgsql as $guard$
begin
  if tg_op = 'INSERT' then
    if exists (select from bindings where token_id = new.token_id)
      or exists (select from tokens where id = new.token_id and state in ('revoked', 'disposed')) then
      raise exception 'a revoked serial is never bound again'
        using errcode = '23514', constraint = 'bindings_never_again', table = 'bindings';
    end if;
  elsif old.unbound_at is not null
    or (new.id, new.contract_id, new.token_id, new.receipt_number, new.bound_at)
      is distinct from (old.id, old.contract_id, old.token_id, old.receipt_number, old.bound_at) then
    raise exception 'a binding is only ever ended, once'
      using errcode = '23514', constraint = 'bindings_ended_once', table = 'bindings';
  end if;
  return new;
end $guard$;
create or replace trigger bindings_guard before insert or update on bindings
  for each row execute function bindings_guard();`;
