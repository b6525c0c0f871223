import type postgres from "postgres";
import { dropIndexes } from "#bench/desk.ts";
import { countAnew } from "#db/guards/stock.ts";

/** Branches of a large shinkin bank; the first has most of the customers. */
const branches = 80;
/** A contract in so many has something under way in each queue. */
const oneInQueue = 1_000;
const surnames =
  "サトウ,スズキ,タカハシ,タナカ,イトウ,ワタナベ,ヤマモト,ナカムラ,コバヤシ,カトウ,ヨシダ,ヤマダ,ササキ,ヤマグチ,マツモト,イノウエ,キムラ,ハヤシ,シミズ,ヤマザキ,モリ,アベ,イケダ,ハシモト,イシカワ,オガワ,マエダ,フジタ,ゴトウ,オカダ,ハセガワ,ムラカミ,コンドウ,イシイ,サイトウ,サカモト,エンドウ,アオキ,フジイ,ニシムラ,フクダ,オオタ,ミウラ,フジワラ,オカモト,マツダ,ナカガワ,ナカノ,ハラダ,オノ";
const givenNames =
  "ハナコ,タロウ,イチロウ,ジロウ,ケイコ,ヨウコ,キョウコ,ヒロシ,タカシ,アキラ,ユミコ,クミコ,カズコ,サチコ,ノリコ,マサコ,トシオ,ヨシオ,カズオ,マコト,ヒデオ,シゲル,ミノル,オサム,ススム,ツヨシ,ケンジ,コウジ,シンジ,ヒロコ,ミチコ,レイコ,エミコ,アキコ,ナオミ,トモコ,ユキコ,マユミ,メグミ,カオリ";

const idOf = (kind: number, nth: number) =>
  `01900000-000${kind}-7000-8000-${nth.toString(16).padStart(12, "0")}`;
export const contractIdOf = (nth: number) => idOf(2, nth);
export const contractorIdOf = (nth: number) => String(20_000_000_000 + nth * 37);
export const serialOf = (nth: number) => `LT${String(nth).padStart(9, "0")}`;
export const trackingNumberOf = (nth: number) => `${10_000_000_000 + nth}${(10_000_000_000 + nth) % 7}`;
/** Some of the staff; the branch is the largest. */
export const people = {
  operations: { id: idOf(1, 0), branchCode: null },
  auditor: { id: idOf(1, 2), branchCode: null },
  clerk: { id: idOf(1, 3), branchCode: "001" },
  approver: { id: idOf(1, 4), branchCode: "001" },
} as const;

/** A bank of so many contracts with ten years of forms, orders, fees and logins behind it; made once. */
export async function fillBank(pool: postgres.Sql, contracts: number): Promise<void> {
  const [found] = await pool`select count(*)::int as logins from login_events`;
  if (found?.logins === contracts) return;
  console.log(`Making a bank of ${contracts} contracts (once) …`);
  await pool.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`set local maintenance_work_mem = '512MB'`;
    await sql`truncate contracts, branches, staff, tokens, audit, login_events cascade`;
    const indexes = await dropIndexes(sql);
    for (const statement of [...statements(contracts), ...indexes, countAnew]) await sql.unsafe(statement);
  });
  await pool`vacuum (analyze, freeze)`;
}

/** The id of the nth row of a kind, which grows with it as real ones do. */
const id = (kind: number, nth: string) => `lists_id(${kind}, ${nth})`;
/** A number from 0 to below `most` that looks as if thrown, and is the same in every run. */
const thrown = (nth: string, salt: number, most: number) =>
  `abs(hashint8extended(${nth}, ${salt}) % ${most})::int`;
/** The id of the same number of another kind: no join then tells which belongs to which. */
const idLike = (kind: number, id: string) => `overlay(${id}::text placing '${kind}' from 13 for 1)::uuid`;
const listed = (names: string, nth: string, salt: number) =>
  `(string_to_array('${names}', ','))[1 + ${thrown(nth, salt, names.split(",").length)}]`;
/** When the nth of all happened: over ten years, in order. */
const at = (nth: string, all: number) => `timestamptz '2016-11-28' + interval '10 years' * ${nth} / ${all}`;

function statements(n: number): string[] {
  const everyone = `generate_series(0, ${n} - 1) as n`;
  // The nth contract's form of now is in one of the queues, once in a thousand; all its forms of before are done.
  const waits = `n % ${oneInQueue} < 8`;
  const stock = Math.ceil(n / 10);
  return [
    `create or replace function lists_id(kind int, nth bigint) returns uuid language sql immutable parallel safe
      return ('01900000-000' || kind || '-7000-8000-' || lpad(to_hex(nth), 12, '0'))::uuid`,
    `insert into branches select lpad(b::text, 3, '0'), '支店' || b, 'シテン' from generate_series(1, ${branches}) as b`,
    `insert into staff (id, username, name, role, branch_code, created_at)
      select ${id(1, "s")}, 'person' || s, '職員' || s,
        case s when 0 then 'operations' when 1 then 'manager' when 2 then 'auditor'
          else case s % 2 when 1 then 'clerk' else 'approver' end end,
        case when s > 2 then lpad((1 + (s - 3) / 2)::text, 3, '0') end, '2016-11-01'
      from generate_series(0, 2 + ${branches} * 2) as s`,
    `insert into contracts (id, contractor_id, branch_code, name, kana, kana_search, postal_code, address,
        account_number, opened_on, created_at)
      select ${id(2, "n")}, (20000000000 + n * 37)::text,
        lpad((1 + floor(${branches} * power(${thrown("n", 1, 100_000)} / 100000.0, 2)))::text, 3, '0'),
        '浜松 花子', surname || ' ' || given, surname || given, '4300001', '浜松市中央区', lpad((n % 10000000)::text, 7, '0'),
        '2016-04-01', ${at("n", n)}
      from ${everyone}, lateral (select ${listed(surnames, "n", 2)} as surname, ${listed(givenNames, "n", 3)} as given)`,
    `insert into login_accounts (contract_id, contractor_id, password_hash, cells_sealed, cells_key_version)
      select id, contractor_id, '-', '', 1 from contracts`,
    // One of each contract, revoked since for some, and the stock.
    `insert into tokens (id, serial, kind, algorithm, digits, step_seconds, seed_sealed, seed_key_version, manufacturer,
        model, batch, expires_on, imported_at, state)
      select ${id(3, "n")}, 'LT' || lpad(n::text, 9, '0'), 'totp', 'sha1', 6, 30,
        decode(repeat('ab', 48), 'hex'), 1, 'Lists', 'LT-' || (1 + delivery % 4),
        'delivery ' || delivery, date '2026-09-01' + delivery::int * 45,
        ${at(`least(n, ${n - 1})`, n)},
        case when n >= ${n} then 'in_stock' when n % ${oneInQueue} = 2 then 'in_transit'
          when n % ${oneInQueue} = 3 then 'delivered' when n % 10 = 0 then 'revoked' when n % 40 = 1 then 'suspended'
          else 'active' end
      from generate_series(0, ${n + stock} - 1) as n, lateral (select 1 + n::bigint * 40 / ${n + stock} as delivery)`,
    `insert into bindings (id, contract_id, token_id, receipt_number, bound_at, unbound_at, unbind_reason)
      overriding system value
      select ${id(4, "n")}, ${id(2, "n")}, ${id(3, "n")}, n + 1, ${at("n", n)},
        case when n % 10 = 0 then ${at("n", n)} + interval '1 day' end, case when n % 10 = 0 then 'reissue' end
      from ${everyone} where n % ${oneInQueue} not in (2, 3)`,
    `insert into forms (id, number, kind, reason, state, channel, branch_code, contract_id, received_on,
        identity_document, seal_verified, back_reason, maker_id, checker_id, created_at, submitted_at, decided_at)
      overriding system value
      select ${idLike(5, "c.id")}, 1000001 + n, 'reissue', 'lost', state, 'counter', c.branch_code, c.id, '2026-11-01',
        'driving_licence', true, case when state in ('returned', 'incomplete') then '-' end, ${id(1, "3")},
        case when state in ('approved', 'completed') then ${id(1, "4")} end, created, created,
        case when state in ('approved', 'completed') then created end
      from contracts c, lateral (select (contractor_id::bigint - 20000000000) / 37 as n),
        lateral (select case when not ${waits} then 'completed' else
          (array['received', 'incomplete', 'approved', 'approved', 'approved', 'returned', 'awaiting_approval',
            'provisional'])[1 + n % ${oneInQueue}] end as state,
          case when ${waits} then timestamptz '2026-11-01' + interval '20 days' * n / ${n} else ${at("n", n)} end as created)`,
    `insert into orders (id, number, state, form_id, kind, reason, branch_code, contract_id, token_id, placed_at, due_on,
        allocated_at, shipped_at, delivered_at, completed_at)
      overriding system value
      select ${idLike(6, "f.id")}, 5000001 + n, case f.state when 'completed' then 'completed' else
          (array['shipped', 'delivered', 'placed'])[n % ${oneInQueue} - 1] end,
        f.id, f.kind, f.reason, f.branch_code, f.contract_id,
        case when n % ${oneInQueue} <> 4 then ${idLike(3, "f.id")} end, f.created_at, (f.created_at + interval '14 days')::date,
        f.created_at, f.created_at, f.created_at, case f.state when 'completed' then f.created_at end
      from forms f, lateral (select f.number - 1000001 as n) where f.state in ('approved', 'completed')`,
    `insert into shipments (id, order_id, tracking_number, state, shipped_by, shipped_at, heard_at)
      select ${idLike(7, "o.id")}, o.id, tracking::text || (tracking % 7)::text, case o.state when 'shipped' then 'held' else 'delivered' end,
        ${id(1, "0")}, o.shipped_at, o.shipped_at
      from orders o, lateral (select 10000000000 + (o.number - 5000001)::bigint as tracking)
      where o.state <> 'placed'`,
    `insert into fees (id, order_id, contract_id, branch_code, rule_id, kind, reason, tax_point, net_yen, tax_percent,
        tax_yen, gross_yen, assessed_at)
      select ${idLike(8, "o.id")}, o.id, o.contract_id, o.branch_code, (select id from fee_rules limit 1), o.kind, o.reason,
        'assessment', 1000, 10, 100, 1100, o.placed_at
      from orders o`,
    `insert into fee_entries (id, fee_id, number, kind, amount_yen, entered_at)
      select ${idLike(9, "id")}, id, 1, 'assessed', 1100, assessed_at
      from fees`,
    `insert into audit (id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_label,
        contract_id, branch_code, after, request_id, address, previous_hash, hash)
      select row_number() over (order by number), f.created_at, 'staff', ${id(1, "3")}, '職員3', 'form.key', 'form', f.id::text, f.number::text,
        f.contract_id, f.branch_code, '{"state": "received"}', 'r' || number, '192.0.2.1', sha256(''), sha256('')
      from forms f where number % 10 = 0`,
    `insert into login_events (contract_id, at, factor, outcome, client_key, address)
      select ${id(2, "n")}, ${at("n", n)}, 'otp', 'accepted', 'bench', '192.0.2.1'
      from ${everyone}`,
  ];
}
