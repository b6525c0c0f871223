import { endedImportStates, queuedImportStates, unreadImportStates } from "#core/token-imports/rules.ts";

const listed = (states: readonly string[]) => states.map((state) => `'${state}'`).join(", ");

/**
 * A file is gone with the state that last needed it, and so are the seeds that waited, whoever ends the import and
 * however. As the tables' owner: the desks may not delete.
 */
const clearing = `
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

/**
 * An import that waits for a job has one, from the same commit on. As the tables' owner, who owns the queue too: so
 * nobody else can have anything else done there.
 */
const queueing = `
create or replace function token_imports_queue() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $guard$
begin
  perform graphile_worker.add_job('token_import', json_build_object('importId', new.id), job_key := new.id::text);
  return null;
end $guard$;
revoke execute on function token_imports_queue() from public;
create or replace trigger token_imports_queue after update of state on token_imports
  for each row when (old.state <> new.state and new.state in (${listed(queuedImportStates)}))
  execute function token_imports_queue();`;

export const tokenImportGuards = [clearing, queueing];
