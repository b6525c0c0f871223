import { toSnakeCase } from "drizzle-orm/casing";
import { bankSettingNames, textSettingNames } from "#core/settings/rules.ts";

const columns = bankSettingNames.map(toSnakeCase);
const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(", ");
const listed = quoted(columns);

/** A change names nothing but the bank's rules. */
const proposalGuard = `
create or replace function setting_changes_guard_proposal() returns trigger language plpgsql as $guard$
begin
  if new.state in ('proposed', 'approved') and (
    new.after = '{}'
    or exists (select from jsonb_object_keys(new.after) as name where name not in (${listed}))
    or exists (select from jsonb_each(new.after) where jsonb_typeof(value) not in ('null',
      case when key in (${quoted(textSettingNames.map(toSnakeCase))}) then 'string' else 'number' end))
    or array(select jsonb_object_keys(new.before)) <> array(select jsonb_object_keys(new.after))
  ) then
    raise exception 'a change names rules alone, each with its value before and after'
      using errcode = '23514', constraint = 'setting_changes_known_rules', table = tg_table_name;
  end if;
  return new;
end $guard$;
create or replace trigger setting_changes_guard_proposal before insert or update on setting_changes
  for each row execute function setting_changes_guard_proposal();`;

/**
 * Puts an approved change in force, as the tables' owner: the app's role may not write settings. Nobody else may
 * make a trigger of the function, or a table of one's own with such a trigger would write them too.
 */
const application = `
create or replace function setting_changes_apply() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $guard$
begin
  update public.settings as present set (${columns.join(", ")}) = (
    select ${columns.map((column) => `wanted.${column}`).join(", ")}
      from jsonb_populate_record(present, new.after) as wanted)
    where to_jsonb(present) @> new.before;
  if not found then
    raise exception 'the settings have changed since this was proposed'
      using errcode = '23514', constraint = 'setting_changes_not_stale', table = tg_table_name;
  end if;
  return null;
end $guard$;
revoke execute on function setting_changes_apply() from public;
create or replace trigger setting_changes_apply after update on setting_changes
  for each row when (old.state <> 'approved' and new.state = 'approved')
  execute function setting_changes_apply();`;

export const settingGuards = [proposalGuard, application];
