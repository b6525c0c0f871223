import { openDebitStates } from "#core/debits/rules.ts";

const open = openDebitStates.map((state) => `'${state}'`).join(", ");

/** The file and whose it is stand still from their first moment; who decided, sent and settled it, once it is so. */
const batchGuard = `
create or replace function debit_batches_guard() returns trigger language plpgsql as $guard$
declare
  counted record;
begin
  if (new.id, new.number, new.until_on, new.debit_on, new.record_count, new.amount_yen, new.file_sha256,
      new.maker_id, new.proposed_at)
      is distinct from
      (old.id, old.number, old.until_on, old.debit_on, old.record_count, old.amount_yen, old.file_sha256,
      old.maker_id, old.proposed_at)
    or new.file is distinct from old.file
    or old.state = new.state and new is distinct from old
    or old.state <> 'proposed' and (new.checker_id, new.decided_at, new.decision_note)
      is distinct from (old.checker_id, old.decided_at, old.decision_note)
    or old.state = 'sent' and (new.sent_by, new.sent_at) is distinct from (old.sent_by, old.sent_at) then
    raise exception 'a direct debit file stands as it was built and decided'
      using errcode = '23514', constraint = 'debit_batches_fixed', table = tg_table_name;
  end if;
  select count(*) as records, sum(amount_yen) as yen,
    count(*) filter (where result = 'debited') as debited, count(*) filter (where result <> 'debited') as failed,
    coalesce(sum(amount_yen) filter (where result = 'debited'), 0) as debited_yen
    into counted from debit_lines where batch_id = new.id;
  if new.state = 'approved' and (counted.records, counted.yen) is distinct from (new.record_count, new.amount_yen)
    or new.state = 'settled' and (counted.debited, counted.failed, counted.debited_yen)
      is distinct from (new.debited_count, new.failed_count, new.debited_yen) then
    raise exception 'a direct debit file has the records that it was built with, and their results'
      using errcode = '23514', constraint = 'debit_batches_counted', table = tg_table_name;
  end if;
  return new;
end $guard$;
create or replace trigger debit_batches_guard before update on debit_batches
  for each row execute function debit_batches_guard();`;

/** The fees of a batch that is over may be in another. As the tables' owner: the desks may not open or close a line. */
const closing = `
create or replace function debit_batches_close() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $guard$
begin
  update public.debit_lines set open = false where batch_id = new.id;
  return null;
end $guard$;
revoke execute on function debit_batches_close() from public;
create or replace trigger debit_batches_close after update of state on debit_batches
  for each row when (old.state in (${open}) and new.state not in (${open})) execute function debit_batches_close();`;

/**
 * A line is built with its batch, for what its fee owes at that moment; afterwards it is told its result, once, while
 * the file is out. The fee's row is held meanwhile, so that no entry comes between: as the owner, see \`fee_entries_guard\`.
 */
const lineGuard = `
create or replace function debit_lines_guard() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $guard$
declare
  batch_state text;
  owed record;
begin
  select state into batch_state from public.debit_batches where id = new.batch_id;
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - array['result', 'open'] <> to_jsonb(old) - array['result', 'open']
      or new.result is distinct from old.result and (old.result is not null or batch_state <> 'sent')
      or new.open <> old.open and (new.open or batch_state in (${open})) then
      raise exception 'a record of a direct debit file stands as it was built and answered'
        using errcode = '23514', constraint = 'debit_lines_fixed', table = 'debit_lines';
    end if;
    return new;
  end if;
  perform from public.fees where id = new.fee_id for no key update;
  select coalesce(sum(case when kind in ('assessed', 'adjusted', 'refunded') then amount_yen
      when kind in ('waived', 'reversed', 'collected') then -amount_yen end), 0) as due,
    coalesce(sum(case when kind = 'billed' then amount_yen
      when kind = 'debit_failed' or way = 'debit' then -amount_yen end), 0) as under_debit
    into owed from public.fee_entries where fee_id = new.fee_id;
  if batch_state <> 'proposed' or not new.open or new.result is not null
    or new.amount_yen <> owed.due or owed.under_debit > 0 then
    raise exception 'a direct debit file asks for what is due'
      using errcode = '23514', constraint = 'debit_lines_due', table = 'debit_lines';
  end if;
  return new;
end $guard$;
revoke execute on function debit_lines_guard() from public;
create or replace trigger debit_lines_guard before insert or update on debit_lines
  for each row execute function debit_lines_guard();`;

/**
 * While a fee is in a file, nobody waives it or takes cash for it, and no other file bills it. What becomes of its order
 * is let through: a file that then asks for too much is not sent, and money that came all the same is owed back.
 */
const entryGuard = `
create or replace function fee_entries_guard_debit() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $guard$
begin
  if new.kind in ('assessed', 'adjusted', 'reversed') then return new; end if;
  perform from public.fees where id = new.fee_id for no key update;
  if exists (select from public.debit_lines
    where fee_id = new.fee_id and open and batch_id is distinct from new.debit_batch_id) then
    raise exception 'the fee is in a direct debit file'
      using errcode = '23514', constraint = 'fee_entries_debit_open', table = 'fee_entries';
  end if;
  if new.debit_batch_id is not null and not exists (
    select from public.debit_lines l join public.debit_batches b on b.id = l.batch_id
      where l.batch_id = new.debit_batch_id and l.fee_id = new.fee_id and l.open and b.state = 'sent'
        and l.amount_yen = new.amount_yen
        and case new.kind when 'billed' then l.result is null
          when 'collected' then l.result = 'debited' else l.result <> 'debited' end) then
    raise exception 'a direct debit file and its result say nothing of the kind'
      using errcode = '23514', constraint = 'fee_entries_of_their_debit', table = 'fee_entries';
  end if;
  return new;
end $guard$;
revoke execute on function fee_entries_guard_debit() from public;
create or replace trigger fee_entries_guard_debit before insert on fee_entries
  for each row execute function fee_entries_guard_debit();`;

export const debitGuards = [batchGuard, closing, lineGuard, entryGuard];
