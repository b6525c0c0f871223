import { rolesAdmittedByTwo } from "#core/staff/rules.ts";

const admittedByTwo = rolesAdmittedByTwo.map((role) => `'${role}'`).join(",");

/**
 * Puts an approved change in force, as the tables' owner: the desks' role may change nobody's role or branch, and may
 * disable but not enable. Nobody else may make a trigger of the function.
 */
const application = `
create or replace function staff_changes_apply() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $guard$
begin
  if new.kind = 'move' then
    update public.staff set role = new.to_role, branch_code = new.to_branch_code
      where id = new.staff_id and role = new.from_role and branch_code is not distinct from new.from_branch_code;
  elsif new.kind = 'enable' then
    update public.staff set disabled_at = null where id = new.staff_id and disabled_at is not null;
  else
    perform from public.staff where id = new.staff_id and disabled_at is null;
  end if;
  if not found then
    raise exception 'the account has changed since this was proposed'
      using errcode = '23514', constraint = 'staff_changes_not_stale', table = tg_table_name;
  end if;
  return null;
end $guard$;
revoke execute on function staff_changes_apply() from public;
create or replace trigger staff_changes_apply after update on staff_changes
  for each row when (old.state <> 'approved' and new.state = 'approved') execute function staff_changes_apply();`;

const enabling = `
create or replace function staff_guard_enabling() returns trigger language plpgsql as $guard$
begin
  if current_user = 'console' then
    raise exception 'a disabled account works again once two administrators agree'
      using errcode = '23514', constraint = 'staff_enabled_by_two', table = tg_table_name;
  end if;
  return new;
end $guard$;
create or replace trigger staff_guard_enabling before update of disabled_at on staff
  for each row when (old.disabled_at is not null and new.disabled_at is distinct from old.disabled_at)
  execute function staff_guard_enabling();`;

/** A link for a new person of much authority waits for a second administrator, where there is one. */
const admission = `
create or replace function staff_invitations_guard_admission() returns trigger language plpgsql as $guard$
begin
  if exists (select from staff where id = new.staff_id and role in (${admittedByTwo}) and enrolled_at is null)
    and exists (select from staff where role = 'administrator' and enrolled_at is not null and disabled_at is null
      and id is distinct from new.created_by)
    and not exists (select from staff_changes
      where staff_id = new.staff_id and kind = 'admit' and state = 'approved')
    and not exists (select from staff_invitations
      where staff_id = new.staff_id and (used_at is not null or purpose = 'reset')) then
    raise exception 'two administrators let somebody of this role in'
      using errcode = '23514', constraint = 'staff_invitations_admitted_by_two', table = tg_table_name;
  end if;
  return new;
end $guard$;
create or replace trigger staff_invitations_guard_admission before insert on staff_invitations
  for each row execute function staff_invitations_guard_admission();`;

export const staffChangeGuards = [application, enabling, admission];
