import postgres from "postgres";
import { type Bench, dropIndexes, keys, ownDatabase } from "#bench/desk.ts";
import type { Context } from "#core/actor.ts";
import { closeDueMonths } from "#core/fees/close-due-months.ts";
import type { Database } from "#db/client.ts";

/** Orders of ten years, from April 2016 on: ten thousand a month in twenty branches. */
export const orders = 1_200_000;
/** The evening of the last day: the month before it has been closed, its own is open. */
export const now = new Date("2026-03-31T21:00:00+09:00");

/** The system's own context, at the last evening. */
export function systemContext(db: Database): Context {
  return {
    actor: { kind: "system", id: null, name: "bench" },
    db,
    now,
    keys,
    request: { id: "bench", address: "" },
  };
}

/** Orders with their contracts, fees and ledgers and nothing else, in a database of their own; made once. Its URL. */
export async function fillFees(bench: Bench): Promise<string> {
  const url = await ownDatabase(bench, "fees");
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [found] = await owner`select count(*)::int as contracts from contracts`;
    if (found?.contracts === orders) return url;
    console.log(`Making ${orders} orders (once) …`);
    await owner.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`set local maintenance_work_mem = '512MB'`;
      await sql`set local work_mem = '256MB'`;
      await sql`truncate branches, contracts, orders, fees, fee_entries, fee_closings cascade`;
      const indexes = await dropIndexes(sql);
      for (const statement of [...statements, ...indexes]) await sql.unsafe(statement);
    });
    await owner`vacuum (analyze, freeze)`;
    return url;
  } finally {
    await owner.end();
  }
}

/** Closes what is to be closed by the last evening, month by month as the job does. */
export async function closeAll(db: Database): Promise<void> {
  await closeDueMonths(systemContext(db));
}

const statements = [
  `insert into branches (code, name, kana)
    select (100 + n)::text, '支店' || n, 'シテン' from generate_series(1, 20) n`,
  `create temp table made on commit drop as
    select n, ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id, (101 + n % 20)::text as branch_code,
      (array['reissue', 'reissue', 'reissue', 'new', 'exchange'])[1 + n % 5] as kind,
      case when n % 5 < 3 then (array['lost', 'battery_dead', 'damaged', 'faulty', 'stolen'])[1 + (n / 5) % 5] end as reason,
      at, net, percent, net * percent / 100 as tax, net + net * percent / 100 as gross,
      case when net = 0 then 'free' when n % 100 < 10 then 'cash' when n % 100 < 13 then 'waived'
        when n % 100 < 15 then 'reversed' when n % 100 < 17 then 'failed' when n % 100 < 18 then 'unpaid'
        else 'debit' end as fate
    from generate_series(0, ${orders - 1}) n, lateral (
      select timestamptz '2016-04-01 09:00+09' + n * (interval '3651 days' / ${orders}) as at,
        case when n % 50 = 49 then 0 else 1000 end as net) m, lateral (
      select case when at < '2019-10-01 00:00+09' then 8 else 10 end as percent) r`,
  `insert into contracts (id, contractor_id, branch_code, name, kana, kana_search, postal_code, address, account_number,
      opened_on, created_at)
    select id, (30000000000 + n)::text, branch_code, '浜松 花子', 'ハママツ ハナコ', 'ハママツハナコ', '4300001', '浜松市',
      '0000001', '2016-04-01', at from made`,
  `insert into orders (id, number, state, form_id, kind, reason, branch_code, contract_id, placed_at, due_on, shipped_at)
    overriding system value
    select id, 5000001 + n, case fate when 'reversed' then 'cancelled' else 'closed' end, id, kind, reason, branch_code,
      id, at, (at + interval '14 days')::date, at + interval '5 days' from made`,
  `insert into fees (id, order_id, contract_id, branch_code, rule_id, kind, reason, net_yen, tax_percent, tax_yen,
      gross_yen, tax_point, assessed_at)
    select id, id, id, branch_code, '01900000-0000-7000-8000-000000000001', kind, reason, net, percent, tax, gross,
      'dispatch', at from made`,
  // In the order of their time, as they would have come.
  `insert into fee_entries (id, fee_id, number, kind, way, amount_yen, receipt_number, request_id, entered_at)
    select ('019' || lpad(to_hex(row_number() over (order by entered_at)), 29, '0'))::uuid, id, number, e.kind, way, gross,
      receipt, case e.kind when 'waived' then id end, entered_at
    from made, lateral (values
      ('any', 1, 'assessed', null, null, at),
      ('cash', 2, 'collected', 'cash', 8000001 + n, at + interval '1 hour'),
      ('waived', 2, 'waived', null, null, at + interval '15 days'),
      ('reversed', 2, 'reversed', null, null, at + interval '3 days'),
      ('debit', 2, 'billed', null, null, at + interval '20 days'),
      ('debit', 3, 'collected', 'debit', null, at + interval '37 days'),
      ('failed', 2, 'billed', null, null, at + interval '20 days'),
      ('failed', 3, 'debit_failed', null, null, at + interval '37 days')
    ) e (of, number, kind, way, receipt, entered_at)
    where (of = 'any' or of = fate) and entered_at < '${now.toISOString()}' order by entered_at`,
];
