import type { Bench } from "#bench/desk.ts";

/** Orders of ten years, from April 2016 on: ten thousand a month in twenty branches. */
export const orders = 1_200_000;
export const years = { from: "2016-04-01", until: "2026-03-31" } as const;

/** Orders with their fees and ledgers and nothing else; made once. */
export async function fillFees({ sql: pool }: Bench): Promise<void> {
  const [found] = await pool`select count(*)::int as fees from fees`;
  if (found?.fees === orders) return;
  console.log(`Making ${orders} orders (once) …`);
  const sql = await pool.reserve();
  await sql`set session_replication_role = replica`;
  await sql`set statement_timeout = 0`;
  await sql`set max_parallel_workers_per_gather = 0`;
  await sql`truncate orders, fees, fee_requests, fee_entries cascade`;
  await sql`insert into branches (code, name, kana)
    select (100 + n)::text, '支店' || n, 'シテン' from generate_series(1, 20) n on conflict do nothing`;
  await sql`create temp table made as
    select n, ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id,
      (101 + n % 20)::text as branch_code,
      (array['reissue', 'reissue', 'reissue', 'new', 'exchange'])[1 + n % 5] as kind,
      case when n % 5 < 3 then (array['lost', 'battery_dead', 'damaged', 'faulty', 'stolen'])[1 + (n / 5) % 5] end as reason,
      timestamptz '2016-04-01 09:00+09' + n * (interval '10 years' / ${orders}) as at,
      case when n % 50 = 0 then 0 else 1000 end as net,
      case when n % 100 < 10 then 'cash' when n % 100 < 13 then 'waived' when n % 100 < 15 then 'reversed'
        when n % 100 < 17 then 'failed' when n % 100 < 18 then 'unpaid' else 'debit' end as fate
    from generate_series(0, ${orders - 1}) n`;
  await sql`alter table made add column percent int not null default 10, add column gross int`;
  await sql`update made set percent = case when at < '2019-10-01 00:00+09' then 8 else 10 end`;
  await sql`update made set gross = net + net * percent / 100`;
  await sql`insert into orders (id, number, state, form_id, kind, reason, branch_code, contract_id, placed_at, due_on,
      shipped_at)
    overriding system value
    select id, 5000001 + n, case fate when 'reversed' then 'cancelled' else 'closed' end, id, kind, reason,
      branch_code, id, at, (at + interval '14 days')::date, at + interval '5 days' from made`;
  await sql`insert into fees (id, order_id, contract_id, branch_code, rule_id, kind, reason, net_yen, tax_percent, tax_yen,
      gross_yen, tax_point, assessed_at)
    select id, id, id, branch_code, '01900000-0000-7000-8000-000000000001', kind, reason, net, percent, gross - net,
      gross, 'dispatch', at from made`;
  await sql`insert into fee_entries (id, fee_id, number, kind, amount_yen, entered_at)
    select gen_random_uuid(), id, 1, 'assessed', gross, at from made`;
  await sql`insert into fee_entries (id, fee_id, number, kind, amount_yen, entered_at)
    select gen_random_uuid(), id, 2, case fate when 'reversed' then 'reversed' else 'billed' end, gross,
      at + interval '20 days' from made where gross > 0 and fate in ('debit', 'failed', 'reversed')`;
  await sql`insert into fee_entries (id, fee_id, number, kind, amount_yen, request_id, entered_at)
    select gen_random_uuid(), id, 2, 'waived', gross, id, at + interval '15 days' from made
    where gross > 0 and fate = 'waived'`;
  await sql`insert into fee_entries (id, fee_id, number, kind, way, amount_yen, receipt_number, entered_at)
    select gen_random_uuid(), id, 2, 'collected', 'cash', gross, 8000000 + row_number() over (order by n),
      at + interval '1 hour' from made where gross > 0 and fate = 'cash'`;
  await sql`insert into fee_entries (id, fee_id, number, kind, way, amount_yen, entered_at)
    select gen_random_uuid(), id, 3, case fate when 'debit' then 'collected' else 'debit_failed' end,
      case fate when 'debit' then 'debit' end, gross, at + interval '37 days' from made
    where gross > 0 and fate in ('debit', 'failed')`;
  await sql`drop table made`;
  await sql`vacuum (analyze) orders, fees, fee_entries, branches`;
  await sql`set session_replication_role = origin`;
  sql.release();
}
