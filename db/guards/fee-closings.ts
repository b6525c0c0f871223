import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { enteredFigures } from "#core/fees/rules.ts";
import { named, openSums, standings } from "../fee-ledgers.ts";

/** Shared by everybody who enters, alone for who closes: so an entry is counted, or finds its month closed. */
const closingLock = 7_301_959;

/** A statement without a value of its own, as the text of a function has it. */
const text = (statement: SQL) => new PgDialect().sqlToQuery(statement).sql;

/** Rows as lines of JSON without what is null, so that a later column changes no hash of old, and as their digest. */
const digest = (rows: string, { order, times }: { order: string; times: string[] }) => `
  select count(*)::int as rows, encode(sha256(convert_to(coalesce(string_agg((jsonb_strip_nulls(to_jsonb(t))
    || jsonb_build_object(${times.map((time) => `'${time}', extract(epoch from t.${time})`).join(", ")}))::text,
    chr(10) order by ${order}), ''), 'UTF8')), 'hex') as lines from ${rows} t`;

const start = (month: string) => `((${month} || '-01')::timestamp at time zone 'Asia/Tokyo')`;
const end = (month: string) =>
  `(((${month} || '-01')::timestamp + interval '1 month') at time zone 'Asia/Tokyo')`;

/** The hash of a closed month: of the one before, of who closed it when, of its entries, its totals and what was open. */
const hash = `
create or replace function fee_closing_hash(of_month text, closed_at timestamptz, closed_by uuid, previous bytea)
  returns bytea language sql stable set search_path = pg_catalog, pg_temp as $guard$
  select sha256(previous || convert_to(concat_ws(chr(10), of_month, extract(epoch from closed_at), closed_by,
    e.rows, e.lines, s.lines, i.lines), 'UTF8'))
  from (${digest(
    `(select * from public.fee_entries where entered_at >= ${start("of_month")} and entered_at < ${end("of_month")})`,
    { order: "fee_id, number", times: ["entered_at"] },
  )}) e,
  (${digest("(select * from public.fee_closing_totals where month = of_month)", {
    order: `concat_ws(' ', branch_code, kind, reason, state) collate "C"`,
    times: [],
  })}) s,
  (${digest("(select * from public.fee_closing_items where month = of_month)", {
    order: "fee_id",
    times: ["assessed_at"],
  })}) i
$guard$;`;

const standing = standings({
  starts: sql`starts`,
  ends: sql`ends`,
  since: sql`starts`,
  base: sql`last.month`,
  about: () => sql`true`,
});

/**
 * Closes a month, as the tables' owner: nobody else writes what is frozen. It is the one after the last, or that of
 * the first entry of all, and over. Fails with `fee_closings_in_order` for any other, one closed meanwhile among them.
 */
const close = `
create or replace function close_fee_month(of_month text, done_at timestamptz, done_by uuid)
  returns public.fee_closings language plpgsql security definer set search_path = pg_catalog, pg_temp as $guard$
declare
  starts timestamptz := ${start("of_month")};
  ends timestamptz := ${end("of_month")};
  last record;
  closed public.fee_closings;
begin
  perform pg_advisory_xact_lock(${closingLock});
  select month, hash into last from public.fee_closings order by month desc limit 1;
  if of_month is distinct from to_char(coalesce(${end("last.month")}, (select min(entered_at) from public.fee_entries))
      at time zone 'Asia/Tokyo', 'YYYY-MM') or done_at is null or done_at < ends then
    raise exception 'the month % is not the next to be closed', of_month
      using errcode = '23514', constraint = 'fee_closings_in_order', table = 'fee_closings';
  end if;
  with ${text(standing)}, frozen as (
    insert into public.fee_closing_totals (month, branch_code, kind, reason, state, ${enteredFigures.join(", ")},
      ${Object.keys(openSums(sql``)).join(", ")})
    select of_month, branch_code, kind, reason, state, ${enteredFigures.map((name) => `sum(${name})`).join(", ")},
      ${text(named(openSums(sql`ends`)))}
    from standing s group by branch_code, kind, reason, state
  )
  insert into public.fee_closing_items (month, fee_id, branch_code, kind, reason, state, assessed_at, due_yen,
      credit_yen)
    select of_month, fee_id, branch_code, kind, reason, state, assessed_at, due_yen, credit_yen
    from standing where due_yen > 0 or credit_yen > 0;
  closed.month := of_month;
  closed.closed_at := done_at;
  closed.closed_by := done_by;
  select count(*) into closed.entries from public.fee_entries where entered_at >= starts and entered_at < ends;
  closed.previous_hash := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
  closed.hash := public.fee_closing_hash(of_month, done_at, done_by, closed.previous_hash);
  insert into public.fee_closings select closed.*;
  return closed;
end $guard$;
revoke execute on function close_fee_month(text, timestamptz, uuid) from public;`;

/**
 * Refuses an entry that is dated in a closed month. An entry is written with the rest of the world as it is now, not
 * as its transaction first saw it, or a month closed meanwhile would not be seen.
 */
const openMonth = `
create or replace function fee_entries_guard_month() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $guard$
begin
  perform pg_advisory_xact_lock_shared(${closingLock});
  if current_setting('transaction_isolation') not in ('read committed', 'read uncommitted')
    or to_char(new.entered_at at time zone 'Asia/Tokyo', 'YYYY-MM')
      <= (select max(month) from public.fee_closings) then
    raise exception 'the month of % is closed', new.entered_at
      using errcode = '23514', constraint = 'fee_entries_month_open', table = 'fee_entries';
  end if;
  return new;
end $guard$;
revoke execute on function fee_entries_guard_month() from public;
create or replace trigger fee_entries_guard_month before insert on fee_entries
  for each row execute function fee_entries_guard_month();`;

export const feeClosingGuards = [hash, close, openMonth];
