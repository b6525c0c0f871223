import { chainedFacts, type FactKind, noHash } from "#core/audit/rules.ts";

/** The fact `column` of a new row as its line of the row's text has it; null where the fact is. */
const values: Record<FactKind, (column: string) => string> = {
  text: (column) => `to_json(new.${column})::text`,
  json: (column) => `new.${column}::text`,
  number: (column) => `new.${column}::text`,
  seconds: (column) => `extract(epoch from new.${column})::text`,
};
const lines = Object.entries(chainedFacts).map(([column, kind]) => `'${column} ' || ${values[kind](column)}`);

/** Held from the first row that a transaction adds to its end, so that the next finds what this one committed. */
const chainLock = 7_301_957;

/**
 * Gives each new row its number and binds it to the row before: whoever adds one, however many at once, and
 * whatever they say of its number and hashes themselves. As the tables' owner: some who add may not read. What was
 * added by the same statement is there to be read, since the function is volatile; a fork meets the primary key.
 */
export const auditChain = `
create or replace function audit_chain() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $guard$
begin
  perform pg_advisory_xact_lock(${chainLock});
  select id, hash into new.id, new.previous_hash from public.audit order by id desc limit 1;
  new.id := coalesce(new.id, 0) + 1;
  new.previous_hash := coalesce(new.previous_hash, '\\x${noHash}');
  new.hash := sha256(new.previous_hash || convert_to(concat_ws(chr(10),
    ${lines.join(",\n    ")}), 'UTF8'));
  return new;
end $guard$;
revoke execute on function audit_chain() from public;
create or replace trigger audit_chain before insert on audit
  for each row execute function audit_chain();`;
