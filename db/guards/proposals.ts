const proposals = [
  "client_changes",
  "fee_requests",
  "fee_rule_changes",
  "mail_address_changes",
  "setting_changes",
  "staff_changes",
  "token_requests",
] as const;

const decision = "array['state', 'checker_id', 'decided_at', 'decision_note']";

const refuse = `
create or replace function refuse_other_proposal() returns trigger language plpgsql as $guard$
begin
  if old.state <> 'proposed' and new is distinct from old
    or to_jsonb(new) - ${decision} <> to_jsonb(old) - ${decision} then
    raise exception '% stand as they were proposed and decided', tg_table_name
      using errcode = '23514', constraint = tg_table_name || '_fixed', table = tg_table_name;
  end if;
  return new;
end $guard$;`;

/** What a proposal says, and who asks for it, stands still from its first moment; once decided, all of it does. */
export const proposalGuards = [
  refuse,
  ...proposals.map(
    (table) => `
create or replace trigger ${table}_guard before update on ${table}
  for each row execute function refuse_other_proposal();`,
  ),
];
