import { appendOnlyTables } from "./ledgers.ts";

/**
 * The app's role owns no table. It may not delete at all, nor change what only grows, nor the bank's
 * fee rules and tax rates. A role that a database administrator has made beforehand is left as it is.
 */
export const roleGrants = [
  `do $$ begin
    if not exists (select from pg_roles where rolname = 'console') then create role console nologin; end if;
    if not pg_has_role(current_user, 'console', 'member') then execute format('grant console to %I', current_user); end if;
  end $$`,
  "grant usage on schema public to console",
  "revoke all on all tables in schema public from console",
  "grant select, insert, update on all tables in schema public to console",
  `revoke update on ${appendOnlyTables.join(", ")} from console`,
  "revoke insert, update on fee_rules, tax_rates from console",
  "grant usage on all sequences in schema public to console",
];
