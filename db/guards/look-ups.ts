import { reviewerRoles } from "#core/look-ups/rules.ts";

const reviewers = reviewerRoles.map((role) => `'${role}'`).join(",");

/** A month is signed off by an enabled person of a rank that reviews. */
export const lookUpGuard = `
create or replace function look_up_reviews_guard() returns trigger language plpgsql as $guard$
begin
  if not exists (
    select from staff where id = new.reviewer_id and role in (${reviewers}) and disabled_at is null
  ) then
    raise exception 'who signs look-ups off is an enabled manager or auditor'
      using errcode = '23514', constraint = 'look_up_reviews_by_reviewer', table = tg_table_name;
  end if;
  return new;
end $guard$;
create or replace trigger look_up_reviews_guard before insert on look_up_reviews
  for each row execute function look_up_reviews_guard();`;
