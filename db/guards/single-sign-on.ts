/**
 * Whom the provider knows a person as is linked once: it changes only where the person first stops signing in by the
 * provider at all. Else a second first time would hand the account to another.
 */
export const subjectGuard = `
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
