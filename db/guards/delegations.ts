import { delegableRoles } from "#core/delegations/rules.ts";
import type { Role } from "#core/staff/rules.ts";

const delegable = delegableRoles.map((role) => `'${role}'`).join(",");

/** A delegation is between two people of one rank, and stands as it was named; it may only be ended, once. */
const delegationGuard = `
create or replace function delegations_guard() returns trigger language plpgsql as $guard$
begin
  if tg_op = 'INSERT' then
    if new.ended_at is not null or not exists (
      select from staff away join staff other on other.role = away.role
        where away.id = new.absent_id and other.id = new.substitute_id and away.role in (${delegable})
          and away.disabled_at is null and other.disabled_at is null
    ) then
      raise exception 'a substitute is an enabled person of the same rank'
        using errcode = '23514', constraint = 'delegations_same_rank', table = tg_table_name;
    end if;
  elsif old.ended_at is not null
    or to_jsonb(new) - array['ended_at', 'ended_by'] <> to_jsonb(old) - array['ended_at', 'ended_by'] then
    raise exception 'a delegation stands as it was named and ended'
      using errcode = '23514', constraint = 'delegations_fixed', table = tg_table_name;
  end if;
  return new;
end $guard$;
create or replace trigger delegations_guard before insert or update on delegations
  for each row execute function delegations_guard();`;

/**
 * Whether a person may decide what `maker` asked of a branch: enabled, of the role, and of head office, of that branch,
 * or substitute that day of one who is. Nobody's own work comes to their own substitute.
 */
const inCharge = `
create or replace function staff_in_charge(person uuid, roles text[], branch text, maker uuid, decided timestamptz)
  returns boolean language sql stable as $guard$
  select exists (
    select from staff s where s.id = person and s.disabled_at is null and s.role = any(roles)
      and (s.branch_code is null or s.branch_code = branch or exists (
        select from delegations d join staff away on away.id = d.absent_id
          where d.substitute_id = s.id and d.ended_at is null
            and (decided at time zone 'Asia/Tokyo')::date between d.from_on and d.until_on
            and away.role = s.role and away.disabled_at is null
            and away.branch_code = branch and away.id <> maker)))
$guard$;`;

const any = (...roles: Role[]) => `array[${roles.map((role) => `'${role}'`).join(",")}]`;

/** What a person decides on in each table, with the roles that may. */
const decided = {
  forms: { roles: any("approver"), branch: "new.branch_code" },
  token_requests: { roles: any("approver", "manager"), branch: "new.branch_code" },
  debit_batches: { roles: any("manager"), branch: "null" },
  setting_changes: { roles: any("manager"), branch: "null" },
  fee_rule_changes: { roles: any("manager"), branch: "null" },
  fee_requests: { roles: any("manager"), branch: "null" },
  // A customer's is the branch's to decide, the branch's own is head office's.
  mail_address_changes: {
    roles: `case when new.contract_id is null then ${any("manager")} else ${any("approver")} end`,
    branch: "new.branch_code",
  },
  staff_changes: { roles: any("administrator"), branch: "null" },
  client_changes: { roles: any("administrator"), branch: "null" },
} as const;

/** Refuses a decision by whoever is not in charge at that moment, though they were when they opened the page. */
const checkerGuards = Object.entries(decided).map(
  ([table, { roles, branch }]) => `
create or replace function ${table}_guard_who_decides() returns trigger language plpgsql as $guard$
begin
  if not staff_in_charge(new.checker_id, ${roles}, ${branch},
    new.maker_id, new.decided_at) then
    raise exception 'somebody else is in charge of this'
      using errcode = '23514', constraint = '${table}_checker_in_charge', table = tg_table_name;
  end if;
  return new;
end $guard$;
create or replace trigger ${table}_guard_who_decides before insert or update of checker_id, decided_at on ${table}
  for each row when (new.checker_id <> new.maker_id) execute function ${table}_guard_who_decides();`,
);

export const delegationGuards = [delegationGuard, inCharge, ...checkerGuards];
