/** What a trigger does as the tables' owner: nobody else may add to the counts, or add wrongly. */
const owned = (name: string, body: string) => `
create or replace function ${name}() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $guard$
begin
${body}
  return null;
end $guard$;
revoke execute on function ${name}() from public;`;

const month = (row: string) => `to_char(${row}.allocated_at at time zone 'Asia/Tokyo', 'YYYY-MM')`;
const columns = "state, model, batch, expires_on, count";
const changed =
  "(old.state, old.model, old.batch, old.expires_on) is distinct from (new.state, new.model, new.batch, new.expires_on)";

/** Counts all there are, and forgets what was counted before. */
export const countAnew = `
delete from token_counts;
insert into token_counts (${columns})
  select state, model, batch, expires_on, count(*) from tokens group by state, model, batch, expires_on;
delete from token_uses;
insert into token_uses (model, month, count)
  select t.model, ${month("o")}, count(*) from orders o join tokens t on t.id = o.token_id
    where o.allocated_at is not null group by 1, 2;`;

/** The first time, before anybody goes on: what there is from before these triggers. */
const beginning = `
do $guard$ begin
  if not exists (select from pg_trigger where tgname = 'token_counts_come') then
    lock table tokens, orders in share row exclusive mode;
    ${countAnew}
  end if;
end $guard$;`;

/** Every token is counted once, in the state that it is in; those of one statement that are alike together. */
const tokenCounts = `
${owned(
  "token_counts_come",
  `  insert into public.token_counts (${columns})
    select state, model, batch, expires_on, count(*) from come group by state, model, batch, expires_on;`,
)}
create or replace trigger token_counts_come after insert on tokens
  referencing new table as come for each statement execute function token_counts_come();
${owned(
  "token_counts_go",
  `  insert into public.token_counts (${columns})
    select state, model, batch, expires_on, -count(*) from gone group by state, model, batch, expires_on;`,
)}
create or replace trigger token_counts_go after delete on tokens
  referencing old table as gone for each statement execute function token_counts_go();
${owned(
  "token_counts_move",
  `  insert into public.token_counts (${columns}) values
    (old.state, old.model, old.batch, old.expires_on, -1), (new.state, new.model, new.batch, new.expires_on, 1);`,
)}
create or replace trigger token_counts_move after update of state, model, batch, expires_on on tokens
  for each row when (${changed}) execute function token_counts_move();`;

const use = (row: string, sign: string) => `  insert into public.token_uses (model, month, count)
    select t.model, ${month(row)}, ${sign}1 from public.tokens t
    where t.id = ${row}.token_id and ${row}.allocated_at is not null;`;

/** A token is used from its allocation on; taken back from its order, it was not. */
const tokenUses = `
${owned("token_uses_come", use("new", ""))}
create or replace trigger token_uses_come after insert on orders
  for each row when (new.token_id is not null) execute function token_uses_come();
${owned("token_uses_move", `${use("old", "-")}\n${use("new", "")}`)}
create or replace trigger token_uses_move after update of token_id, allocated_at on orders
  for each row when ((old.token_id, old.allocated_at) is distinct from (new.token_id, new.allocated_at))
  execute function token_uses_move();`;

export const stockGuards = [beginning, tokenCounts, tokenUses];
