import { rolesAdmittedByTwo } from "#core/staff/rules.ts";

/**
 * Whom the provider knows a person as is linked once: it changes only where the person first stops signing in by the
 * provider at all. Else a second first time would hand the account to another.
 */
const forGood = `
create or replace function staff_guard_subject() returns trigger language plpgsql as $guard$
begin
  if new.single_sign_on and new.oidc_subject is distinct from old.oidc_subject then
    raise exception 'the provider knows this person as another already'
      using errcode = '23514', constraint = 'staff_subject_for_good', table = tg_table_name;
  end if;
  return new;
end $guard$;
create or replace trigger staff_guard_subject before update of oidc_subject, single_sign_on on staff
  for each row when (old.oidc_subject is not null) execute function staff_guard_subject();`;

/**
 * Who needs no link of ours to come in must not come in before two have let them in: a link, which waits for that, was
 * given, and not withdrawn.
 */
const admission = `
create or replace function staff_guard_first_subject() returns trigger language plpgsql as $guard$
begin
  if not exists (select from staff_invitations where staff_id = new.id and revoked_at is null) then
    raise exception 'two administrators let somebody of this role in'
      using errcode = '23514', constraint = 'staff_linked_once_admitted', table = tg_table_name;
  end if;
  return new;
end $guard$;
create or replace trigger staff_guard_first_subject before update of oidc_subject on staff
  for each row when (old.oidc_subject is null and new.oidc_subject is not null and old.enrolled_at is null
    and new.role in (${rolesAdmittedByTwo.map((role) => `'${role}'`).join(",")}))
  execute function staff_guard_first_subject();`;

export const subjectGuards = [forGood, admission];
