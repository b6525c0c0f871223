/** Tables that only grow: no row in them is ever changed. */
export const appendOnlyTables = [
  "audit",
  "fee_closing_items",
  "fee_closing_totals",
  "fee_closings",
  "fee_entries",
  "fee_paper_issues",
  "fees",
  "login_event_blocks",
  "login_events",
  "look_up_reviews",
  "look_ups",
  "mail_events",
  "scans",
  "unmaskings",
] as const;

const refuse = `
create or replace function refuse_change() returns trigger language plpgsql as $guard$
begin
  raise exception '% is never changed by %', tg_table_name, tg_op
    using errcode = '23514', constraint = tg_table_name || '_append_only', table = tg_table_name;
end $guard$;`;

/** Triggers that hold for the tables' owner too, where grants do not. */
export const ledgerGuards = [
  refuse,
  ...appendOnlyTables.map(
    (table) => `
create or replace trigger ${table}_append_only before update or delete or truncate on ${table}
  for each statement execute function refuse_change();`,
  ),
];
