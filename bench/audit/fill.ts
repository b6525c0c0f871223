import postgres from "postgres";
import type { Bench } from "#bench/desk.ts";
import { migrate } from "#db/migrate.ts";

/** How many people, addresses, contracts and days the rows are spread over, whatever their number. */
export const spread = { people: 400, contracts: 10_000, days: 3_650 };

/** A database of its own beside the benchmarks', with so many rows of the audit and as many look-ups; made once. */
export async function openFilled({ url, sql: server }: Bench, rows: number): Promise<string> {
  const name = `bench_audit_${rows}`;
  const own = url.replace(/[^/]+$/, name);
  const [there] = await server`select 1 from pg_database where datname = ${name}`;
  if (!there) await server.unsafe(`create database ${name}`);
  await migrate(own);
  const sql = postgres(own, { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`select (select count(*)::int from look_ups) as rows`;
    if (found?.rows === rows) return own;
    console.log(`Making ${rows} rows of the audit and as many look-ups (once) …`);
    await sql.begin((tx) => fill(tx, rows));
    await sql`vacuum analyze`;
    return own;
  } finally {
    await sql.end();
  }
}

/** Without guards and chain, which are no part of a look; indexes are made once the rows are there. */
async function fill(sql: postgres.TransactionSql, rows: number): Promise<void> {
  await sql`set local session_replication_role = replica`;
  await sql`truncate audit, look_ups, unmaskings, contracts, staff, branches cascade`;
  await sql`insert into branches values ('001', '本店', 'ホンテン')`;
  await sql`insert into staff (id, username, name, role, branch_code, created_at)
    select ${idOf("7", "n")}, 'bench' || n, '職員' || n, 'clerk', '001', now()
      from generate_series(0, ${spread.people - 1}) n`;
  await sql`insert into contracts (id, contractor_id, branch_code, name, kana, kana_search, postal_code, address,
      account_number, opened_on, created_at)
    select ${idOf("8", "n")}, lpad(n::text, 11, '0'), '001', '浜松', 'ハママツ', 'ハママツ', '4300000', '浜松市', '0000000',
      '2020-01-01', now() from generate_series(0, ${spread.contracts - 1}) n`;
  const at = sql`timestamptz '2026-11-24' - n * (interval '${sql.unsafe(String(spread.days))} days' / ${rows})`;
  await unindexed(
    sql,
    "audit",
    () => sql`
    insert into audit (id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_label,
        contract_id, branch_code, before, after, reason, request_id, address, form_number, previous_hash, hash)
      select ${rows} - n, ${at}, 'staff', ${idOf("7", sql`n * 7919 % ${spread.people}`)},
        '職員' || n * 7919 % ${spread.people},
        (array['form.key', 'form.submit', 'form.approve', 'order.allocate', 'order.ship', 'token.suspend',
          'staff.sign_in', 'staff.confirm', 'customer.unmask', 'fee.waive'])[(1 + n * 31 % 10)::int],
        (array['form', 'order', 'token', 'staff'])[(1 + n % 4)::int], (n / 10)::text, lpad((n / 10)::text, 7, '0'),
        ${idOf("8", sql`n * 104729 % ${spread.contracts}`)}, '001', '{"state": "received"}',
        '{"state": "awaiting_approval"}', '理由', 'request-' || n, '10.0.' || n * 7919 % 40 || '.' || n * 7919 % 10,
        (n / 10 % 10000000)::int, decode(repeat('00', 32), 'hex'), sha256(n::text::bytea)
        from generate_series(0::bigint, ${rows - 1}) n`,
  );
  await unindexed(
    sql,
    "look_ups",
    () => sql`
    insert into look_ups (id, at, slot_at, staff_id, staff_branch_code, branch_code, contract_id, page, purpose,
        outside_hours, request_id, address)
      select ${idOf("9", "n")}, at, date_bin(interval '10 minutes', at, timestamptz '2000-01-01 00:00:00+00'),
        ${idOf("7", sql`n * 7919 % ${spread.people}`)}, '001', '001', ${idOf("8", sql`n * 104729 % ${spread.contracts}`)},
        'contract', (array['search', 'queue', 'form', 'order'])[(1 + n % 4)::int], n % 50 = 0, 'r', '10.0.0.1'
        from (select n, ${at} as at from generate_series(0::bigint, ${rows - 1}) n) as made`,
  );

  /** A UUID that begins with a digit and tells a number. */
  function idOf(digit: string, number: string | postgres.PendingQuery<postgres.Row[]>) {
    const told = typeof number === "string" ? sql.unsafe(number) : number;
    return sql`(${sql.unsafe(`'${digit}0000000-0000-7000-8000-'`)} || lpad(to_hex((${told})::bigint), 12, '0'))::uuid`;
  }
}

/** Fills a table without its indexes, but for that of its primary key, and makes them then. */
async function unindexed(
  sql: postgres.TransactionSql,
  table: string,
  work: () => PromiseLike<unknown>,
): Promise<void> {
  const indexes = await sql`select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made
    from pg_index where indrelid = ${table}::regclass and not indisunique`;
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);
  await work();
  for (const { made } of indexes) await sql.unsafe(made);
}
