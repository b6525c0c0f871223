import { editableFormStates } from "#core/forms/rules.ts";

const editable = editableFormStates.map((state) => `'${state}'`).join(",");

/**
 * Once a form waits for its checker, what was keyed and who keyed it stand still: otherwise the maker could
 * be renamed in the statement that approves. Once it is decided or over, who decided it and when does too.
 */
export const formGuard = `
create or replace function forms_guard_keyed() returns trigger language plpgsql as $guard$
declare
  free text[] := array['state'];
begin
  if old.state in (${editable}) and new.state not in ('approved', 'completed') then
    return new;
  end if;
  if old.state not in ('approved', 'completed', 'cancelled') then
    free := free || array['checker_id', 'decided_at', 'submitted_at', 'back_reason', 'back_code'];
  end if;
  if to_jsonb(new) - free is distinct from to_jsonb(old) - free then
    raise exception 'form % is no longer the clerk''s to change', old.number
      using errcode = '23514', constraint = 'forms_keyed_fixed', table = 'forms';
  end if;
  return new;
end $guard$;
create or replace trigger forms_guard_keyed before update on forms
  for each row execute function forms_guard_keyed();`;
