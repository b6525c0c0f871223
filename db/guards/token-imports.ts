import { endedImportStates, unreadImportStates } from "#core/token-imports/rules.ts";

const listed = (states: readonly string[]) => states.map((state) => `'${state}'`).join(", ");

/**
 * A file is gone with the state that last needed it, and so are the seeds that waited, whoever ends the import and
 * however. As the tables' owner: the desks may not delete.
 */
export const tokenImportClearing = `
create or replace function token_imports_clear() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $guard$
begin
  if new.state not in (${listed(unreadImportStates)}) then
    delete from public.token_import_chunks where import_id = new.id;
  end if;
  if new.state in (${listed(endedImportStates)}) then
    delete from public.staged_tokens where import_id = new.id;
  end if;
  return null;
end $guard$;
revoke execute on function token_imports_clear() from public;
create or replace trigger token_imports_clear after update of state on token_imports
  for each row when (old.state <> new.state) execute function token_imports_clear();`;
