/**
 * Judges each entry against its fee's ledger: one writer at a time, held by the fee's row, as the tables' owner since the
 * desks may not lock what they may not change. It gives the entry its number, and cash the number of its receipt.
 */
export const feeLedgerGuard = `
create or replace function fee_entries_guard() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $guard$
declare
  had record;
  due integer;
  allowed record;
  broken text;
begin
  perform from public.fees where id = new.fee_id for no key update;
  select count(*) as entries, max(entered_at) as latest,
    coalesce(sum(case kind when 'assessed' then amount_yen when 'adjusted' then amount_yen
      when 'waived' then -amount_yen when 'reversed' then -amount_yen end), 0) as claim,
    coalesce(sum(case kind when 'collected' then amount_yen when 'refunded' then -amount_yen end), 0) as paid,
    coalesce(sum(case when kind = 'billed' then amount_yen
      when kind = 'debit_failed' or way = 'debit' then -amount_yen end), 0) as under_debit,
    (array_agg(debit_batch_id order by number desc) filter (where kind = 'billed'))[1] as batch
    into had from public.fee_entries where fee_id = new.fee_id;
  due := had.claim - had.paid;
  new.number := had.entries + 1;
  new.entered_at := greatest(new.entered_at, had.latest);
  if new.request_id is not null then
    select into allowed from public.fee_requests asked
      where asked.id = new.request_id and asked.fee_id = new.fee_id and asked.state = 'approved'
        and asked.kind = case new.kind when 'waived' then 'waive' else 'refund' end
        and case new.kind when 'reversed' then new.amount_yen <= asked.amount_yen
          else new.amount_yen = asked.amount_yen end;
    if not found then broken := 'asked_for_and_approved'; end if;
  end if;
  if (new.kind = 'assessed') <> (had.entries = 0) then broken := 'assessed_first';
  elsif new.kind = 'billed' and (had.under_debit > 0 or new.amount_yen <> due) then broken := 'bills_what_is_due';
  elsif (new.kind = 'debit_failed' or new.way = 'debit') and (new.amount_yen <> had.under_debit
    or new.debit_batch_id is distinct from had.batch) then broken := 'answers_its_debit';
  elsif (new.kind = 'waived' or new.way = 'cash') and (had.under_debit > 0 or new.amount_yen <> due)
    then broken := 'settles_what_is_due';
  elsif new.kind = 'refunded' and new.amount_yen > -due then broken := 'refunds_what_is_owed';
  elsif new.kind = 'reversed' and new.amount_yen > had.claim then broken := 'reverses_what_is_charged';
  elsif new.kind = 'reversed' and new.request_id is null and (new.amount_yen <> had.claim or not exists (
    select from public.orders o join public.fees f on f.order_id = o.id
      where f.id = new.fee_id and o.state = 'cancelled')) then broken := 'reversed_with_its_order';
  elsif new.kind = 'adjusted' and had.claim + new.amount_yen < 0 then broken := 'reverses_what_is_charged';
  end if;
  if broken is not null then
    raise exception 'a fee''s ledger does not take % of % yen now', new.kind, new.amount_yen
      using errcode = '23514', constraint = 'fee_entries_' || broken, table = 'fee_entries';
  end if;
  new.receipt_number := null;
  if new.way = 'cash' then
    perform pg_advisory_xact_lock(7301957);
    select coalesce(max(receipt_number), 8000000) + 1 into new.receipt_number from public.fee_entries
      where receipt_number is not null;
  end if;
  return new;
end $guard$;
revoke execute on function fee_entries_guard() from public;
create or replace trigger fee_entries_guard before insert on fee_entries
  for each row execute function fee_entries_guard();`;
