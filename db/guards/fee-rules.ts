/** The calendar day in Japan, whatever the machine's or the session's time zone. */
const today = "(clock_timestamp() at time zone 'Asia/Tokyo')::date";

/**
 * What has begun to hold is never edited, by nobody: fees were assessed by it. The desks may write neither table at all;
 * their owner may lay older rows beside the others, as the first migration does.
 */
const past = `
create or replace function fee_rules_guard_past() returns trigger language plpgsql as $guard$
begin
  if least(old.valid_from, new.valid_from) <= ${today} then
    raise exception 'what % said of a day that has begun stands', tg_table_name
      using errcode = '23514', constraint = tg_table_name || '_past_fixed', table = tg_table_name;
  end if;
  return coalesce(new, old);
end $guard$;
${["fee_rules", "tax_rates"]
  .map(
    (table) => `
create or replace trigger ${table}_guard_past before update or delete on ${table}
  for each row execute function fee_rules_guard_past();
create or replace trigger ${table}_append_only before truncate on ${table}
  for each statement execute function refuse_change();`,
  )
  .join("")}`;

/** A day that has begun is neither proposed nor approved: judged by this clock and by the day that the change names. */
const proposal = `
create or replace function fee_rule_changes_guard_proposal() returns trigger language plpgsql as $guard$
begin
  if new.state in ('proposed', 'approved') and new.valid_from <= greatest(${today},
    (coalesce(new.decided_at, new.proposed_at) at time zone 'Asia/Tokyo')::date) then
    raise exception 'a fee or a rate changes from tomorrow on at the earliest'
      using errcode = '23514', constraint = 'fee_rule_changes_still_to_come', table = tg_table_name;
  end if;
  return new;
end $guard$;
create or replace trigger fee_rule_changes_guard_proposal before insert or update on fee_rule_changes
  for each row execute function fee_rule_changes_guard_proposal();`;

/**
 * Puts an approved change into its table, as the tables' owner: the app's role may not. One after the other, so that
 * of two that cross the second finds that what it was proposed against has moved. A day still to come that the table
 * names already is set anew.
 */
const application = `
create or replace function fee_rule_changes_apply() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $guard$
declare
  present integer;
begin
  lock table public.fee_rules, public.tax_rates in share row exclusive mode;
  if new.subject = 'fee' then
    select net_yen into present from public.fee_rules r
      where r.kind = new.kind and (r.reason is null or r.reason = new.reissue_reason)
        and (r.old_token_returned is null or r.old_token_returned = new.old_token_returned)
        and r.valid_from <= new.valid_from
      order by r.reason is null, r.old_token_returned is null, r.valid_from desc limit 1;
  else
    select percent into present from public.tax_rates r
      where r.valid_from <= new.valid_from order by r.valid_from desc limit 1;
  end if;
  if present is distinct from new.amount_before then
    raise exception 'what holds on that day has changed since this was proposed'
      using errcode = '23514', constraint = 'fee_rule_changes_not_stale', table = tg_table_name;
  end if;
  if new.subject = 'fee' then
    insert into public.fee_rules (id, kind, reason, old_token_returned, net_yen, valid_from)
      values (new.id, new.kind, new.reissue_reason, new.old_token_returned, new.amount, new.valid_from)
      on conflict on constraint fee_rules_one_a_day do update set id = excluded.id, net_yen = excluded.net_yen;
  else
    insert into public.tax_rates (valid_from, percent) values (new.valid_from, new.amount)
      on conflict (valid_from) do update set percent = excluded.percent;
  end if;
  return null;
end $guard$;
revoke execute on function fee_rule_changes_apply() from public;
create or replace trigger fee_rule_changes_apply after update on fee_rule_changes
  for each row when (old.state <> 'approved' and new.state = 'approved')
  execute function fee_rule_changes_apply();`;

export const feeRuleGuards = [past, proposal, application];
