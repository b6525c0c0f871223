import { tell } from "./notices.ts";

const facts = `jsonb_build_object('paperOn', new.paper_on, 'step', case
      when new.from_address is null then 'first' when new.to_address is null then 'none' else 'other' end)`;

const told = { occasion: "new.id::text", contract: "new.contract_id", at: "new.decided_at", facts };

/**
 * Puts an approved address in force, as the tables' owner: the desks' role may write nobody's. A customer is told where
 * mail went until then, and at the new address. Nobody else may make a trigger of the function.
 */
const application = `
create or replace function mail_address_changes_apply() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $guard$
begin
  if new.contract_id is null then
    update public.branches set mail_address = new.to_address
      where code = new.branch_code and mail_address is not distinct from new.from_address;
  else
    perform ${tell("mail_address_changed", told)};
    update public.contracts set mail_address = new.to_address
      where id = new.contract_id and branch_code = new.branch_code
        and mail_address is not distinct from new.from_address;
  end if;
  if not found then
    raise exception 'the address has changed since this was proposed'
      using errcode = '23514', constraint = 'mail_address_changes_not_stale', table = tg_table_name;
  end if;
  if new.contract_id is not null then
    perform ${tell("mail_address_registered", told)};
  end if;
  return null;
end $guard$;
revoke execute on function mail_address_changes_apply() from public;
create or replace trigger mail_address_changes_apply after update on mail_address_changes
  for each row when (old.state <> 'approved' and new.state = 'approved')
  execute function mail_address_changes_apply();`;

/**
 * A mail that a person sends again goes where mail goes by then, which two people agreed on; but the word of a change
 * goes where it was meant to.
 */
const readdressing = `
create or replace function notices_readdress() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $guard$
begin
  new.mail_to := coalesce(case new.recipient
    when 'customer' then (select mail_address from public.contracts where id = new.contract_id)
    else (select mail_address from public.branches where code = new.branch_code) end, new.mail_to);
  return new;
end $guard$;
revoke execute on function notices_readdress() from public;
create or replace trigger notices_readdress before update of state on notices
  for each row when (old.state = 'failed' and new.state = 'waiting'
    and new.event not in ('mail_address_changed', 'mail_address_registered'))
  execute function notices_readdress();`;

export const mailAddressGuards = [application, readdressing];
