import { editableFormStates } from "#core/forms/rules.ts";

const editable = editableFormStates.map((state) => `'${state}'`).join(",");

/**
 * Once a form waits for its checker, what was keyed and who keyed it stand still: otherwise the maker could
 * be renamed in the statement that approves.
 */
export const formGuard = `
create or replace function forms_guard_keyed() returns trigger language plpgsql as $guard$
begin
  if old.state not in (${editable}) or new.state in ('approved', 'completed') then
    if (new.maker_id, new.kind, new.reason, new.contract_id, new.branch_code, new.number)
      is distinct from (old.maker_id, old.kind, old.reason, old.contract_id, old.branch_code, old.number) then
      raise exception 'form % is no longer the clerk''s to change', old.number
        using errcode = '23514', constraint = 'forms_keyed_fixed', table = 'forms';
    end if;
  end if;
  return new;
end $guard$;
create or replace trigger forms_guard_keyed before update on forms
  for each row execute function forms_guard_keyed();`;
