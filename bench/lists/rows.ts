import { branches, kindOf, ordersInDispatch } from "./ids.ts";

/** A contract in so many has something under way in each queue: even a small bank's fill a page. */
const oneInQueue = (contracts: number) => Math.min(1_000, contracts / 50);
/** Rows of the audit for each contract, over the ten years. */
const auditRows = 10;
/** Records in a direct debit file. */
const recordsInFile = 5_000;
const surnames =
  "サトウ,スズキ,タカハシ,タナカ,イトウ,ワタナベ,ヤマモト,ナカムラ,コバヤシ,カトウ,ヨシダ,ヤマダ,ササキ,ヤマグチ,マツモト,イノウエ,キムラ,ハヤシ,シミズ,ヤマザキ,モリ,アベ,イケダ,ハシモト,イシカワ,オガワ,マエダ,フジタ,ゴトウ,オカダ,ハセガワ,ムラカミ,コンドウ,イシイ,サイトウ,サカモト,エンドウ,アオキ,フジイ,ニシムラ,フクダ,オオタ,ミウラ,フジワラ,オカモト,マツダ,ナカガワ,ナカノ,ハラダ,オノ";
const givenNames =
  "ハナコ,タロウ,イチロウ,ジロウ,ケイコ,ヨウコ,キョウコ,ヒロシ,タカシ,アキラ,ユミコ,クミコ,カズコ,サチコ,ノリコ,マサコ,トシオ,ヨシオ,カズオ,マコト,ヒデオ,シゲル,ミノル,オサム,ススム,ツヨシ,ケンジ,コウジ,シンジ,ヒロコ,ミチコ,レイコ,エミコ,アキコ,ナオミ,トモコ,ユキコ,マユミ,メグミ,カオリ";

type Kind = keyof typeof kindOf;
/** The id of the nth row of a kind. */
const id = (kind: Kind, nth: string) => `lists_id(${kindOf[kind]}, ${nth})`;
/** The id of the same number of another kind: no join then tells which belongs to which. */
const idLike = (kind: Kind, like: string) =>
  `overlay(${like}::text placing '${kindOf[kind].toString(16)}' from 13 for 1)::uuid`;
/** A number from 0 to below `most` that looks as if thrown, and is the same in every run. */
const thrown = (nth: string, salt: number, most: number) =>
  `abs(hashint8extended(${nth}, ${salt}) % ${most})::int`;
const listed = (names: string, nth: string, salt: number) =>
  `(string_to_array('${names}', ','))[1 + ${thrown(nth, salt, names.split(",").length)}]`;
/** When the nth of all happened: over ten years, in order. */
const at = (nth: string, all: number) => `timestamptz '2016-11-28' + interval '10 years' * ${nth} / ${all}`;

/** Fills empty tables with what a bank of `n` contracts has after ten years, the oldest first. */
export function statements(n: number): string[] {
  return [
    `create or replace function lists_id(kind int, nth bigint) returns uuid language sql immutable parallel safe
      return ('01900000-000' || to_hex(kind) || '-7000-8000-' || lpad(to_hex(nth), 12, '0'))::uuid`,
    ...staff,
    ...contracts(n),
    ...forms(n),
    ...orders(oneInQueue(n)),
    ...fees,
    ...records(n),
  ];
}

const staff = [
  `insert into branches select lpad(b::text, 3, '0'), '支店' || b, 'シテン' from generate_series(1, ${branches}) as b`,
  `insert into staff (id, username, name, role, branch_code, created_at)
    select ${id("staff", "s")}, 'person' || s, '職員' || s,
      case s when 0 then 'operations' when 1 then 'manager' when 2 then 'auditor' when 3 + ${branches} * 2 then 'administrator'
        else case s % 2 when 1 then 'clerk' else 'approver' end end,
      case when s between 3 and 2 + ${branches} * 2 then lpad((1 + (s - 3) / 2)::text, 3, '0') end, '2016-11-01'
    from generate_series(0, 3 + ${branches} * 2) as s`,
];

function contracts(n: number): string[] {
  const everyone = `generate_series(0, ${n} - 1) as n`;
  const stock = Math.ceil(n / 10);
  const queue = oneInQueue(n);
  return [
    `insert into contracts (id, contractor_id, branch_code, name, kana, kana_search, postal_code, address,
        account_number, opened_on, created_at)
      select ${id("contract", "n")}, (20000000000 + n * 37)::text,
        lpad((1 + floor(${branches} * power(${thrown("n", 1, 100_000)} / 100000.0, 2)))::text, 3, '0'),
        '浜松 花子', surname || ' ' || given, surname || given, '4300001', '浜松市中央区', lpad((n % 10000000)::text, 7, '0'),
        '2016-04-01', ${at("n", n)}
      from ${everyone}, lateral (select ${listed(surnames, "n", 2)} as surname, ${listed(givenNames, "n", 3)} as given)`,
    `insert into login_accounts (contract_id, contractor_id, password_hash, cells_sealed, cells_key_version)
      select id, contractor_id, '-', '', 1 from contracts`,
    // One of each contract, revoked since for some, and the stock.
    `insert into tokens (id, serial, kind, algorithm, digits, step_seconds, seed_sealed, seed_key_version, manufacturer,
        model, batch, expires_on, imported_at, state)
      select ${id("token", "n")}, 'LT' || lpad(n::text, 9, '0'), 'totp', 'sha1', 6, 30,
        decode(repeat('ab', 48), 'hex'), 1, 'Lists', 'LT-' || (1 + delivery % 4),
        'delivery ' || delivery, date '2026-09-01' + delivery::int * 45,
        ${at(`least(n, ${n - 1})`, n)},
        case when n >= ${n} then 'in_stock' when n % ${queue} = 2 then 'in_transit'
          when n % ${queue} = 3 then 'delivered' when n % 10 = 0 then 'revoked' when n % 40 = 1 then 'suspended'
          else 'active' end
      from generate_series(0, ${n + stock} - 1) as n, lateral (select 1 + n::bigint * 40 / ${n + stock} as delivery)`,
    `insert into bindings (id, contract_id, token_id, receipt_number, bound_at, unbound_at, unbind_reason)
      overriding system value
      select ${id("binding", "n")}, ${id("contract", "n")}, ${id("token", "n")}, n + 1, ${at("n", n)},
        case when n % 10 = 0 then ${at("n", n)} + interval '1 day' end, case when n % 10 = 0 then 'reissue' end
      from ${everyone} where n % ${queue} not in (2, 3)`,
  ];
}

/** Some contracts' form of now is in one of the queues; all forms of before are done. */
function forms(n: number): string[] {
  const queue = oneInQueue(n);
  const waits = `n % ${queue} < 8`;
  return [
    `insert into forms (id, number, kind, reason, state, channel, branch_code, contract_id, received_on, follow_by,
        identity_document, seal_verified, back_reason, maker_id, checker_id, created_at, submitted_at, decided_at)
      overriding system value
      select ${idLike("form", "c.id")}, 1000001 + n, kind, case kind when 'reissue' then 'lost' end, state, 'counter',
        c.branch_code, c.id, created::date, case state when 'provisional' then created::date + 7 end, 'driving_licence', true,
        case when state in ('returned', 'incomplete') then '-' end, ${id("staff", "3")},
        case when state in ('approved', 'completed') then ${id("staff", "4")} end, created, created,
        case when state in ('approved', 'completed') then created end
      from contracts c, lateral (select (contractor_id::bigint - 20000000000) / 37 as n),
        lateral (select
          case when ${waits} or n % 100 < 60 then 'reissue' when n % 100 < 80 then 'new' when n % 100 < 90 then 'exchange'
            when n % 100 < 96 then 'unlock' when n % 100 < 98 then 'unenroll' when n % 100 < 99 then 'loss_report'
            else 'found_report' end as kind,
          case when ${waits} then (array['received', 'incomplete', 'approved', 'approved', 'approved', 'returned',
              'awaiting_approval', 'provisional'])[1 + n % ${queue}]
            when n % 100 in (58, 79, 89) then 'cancelled' else 'completed' end as state,
          case when ${waits} then timestamptz '2026-11-01' + interval '20 days' * n / ${n} else ${at("n", n)} end as created)
      order by ${waits}, n`,
  ];
}

const ordered = "kind in ('reissue', 'new', 'exchange')";
const orders = (queue: number) => [
  `insert into dispatches (id, number, made_by, made_at) overriding system value
    select ${id("dispatch", "packed")}, packed, ${id("staff", "0")}, min(created_at)
    from (select created_at, row_number() over (order by created_at) / ${ordersInDispatch} + 1 as packed
      from forms where state = 'completed' and ${ordered})
    group by packed`,
  `insert into orders (id, number, state, form_id, kind, reason, branch_code, contract_id, token_id, dispatch_id, placed_at,
      due_on, allocated_at, shipped_at, delivered_at, completed_at)
    overriding system value
    select ${idLike("order", "f.id")}, 5000001 + n,
      case when f.state = 'approved' then (array['shipped', 'delivered', 'placed'])[n % ${queue} - 1]
        when n % 100 = 56 then 'cancelled' when n % 100 = 57 then 'closed' else 'completed' end,
      f.id, f.kind, f.reason, f.branch_code, f.contract_id,
      case when n % ${queue} <> 4 then ${idLike("token", "f.id")} end,
      case f.state when 'completed' then
        ${id("dispatch", `row_number() over (partition by f.state order by f.created_at) / ${ordersInDispatch} + 1`)} end,
      f.created_at, (f.created_at + interval '14 days')::date, f.created_at, f.created_at, f.created_at,
      case f.state when 'completed' then f.created_at end
    from forms f, lateral (select f.number - 1000001 as n) where f.state in ('approved', 'completed') and ${ordered}
    order by f.created_at`,
  `insert into shipments (id, order_id, tracking_number, state, shipped_by, shipped_at, heard_at)
    select ${idLike("shipment", "o.id")}, o.id, tracking::text || (tracking % 7)::text,
      case o.state when 'shipped' then 'held' else 'delivered' end, ${id("staff", "0")}, o.shipped_at, o.shipped_at
    from orders o, lateral (select 10000000000 + (o.number - 5000001)::bigint as tracking)
    where o.state <> 'placed'`,
  `insert into mail_events (id, shipment_id, event, happened_at, recorded_by, recorded_at)
    select ${idLike("mailEvent", "id")}, id, state, shipped_at, shipped_by, heard_at from shipments`,
];

/** Each was debited, but for those of this month and one in some thousand that failed as often as it is tried. */
const neverDebited = "fees.id::text like '%000'";
const fees = [
  `insert into fees (id, order_id, contract_id, branch_code, rule_id, kind, reason, tax_point, net_yen, tax_percent,
      tax_yen, gross_yen, assessed_at)
    select ${idLike("fee", "o.id")}, o.id, o.contract_id, o.branch_code, (select id from fee_rules limit 1), o.kind, o.reason,
      'assessment', 1000, 10, 100, 1100, o.placed_at
    from orders o order by o.placed_at`,
  `insert into fee_entries (id, fee_id, number, kind, amount_yen, way, entered_at)
    select e.id, fees.id, number, e.kind, 1100, way, entered_at
    from fees, lateral (values (1, 'assessed', ${idLike("assessed", "fees.id")}, null, assessed_at),
      (2, 'collected', ${idLike("collected", "fees.id")}, 'debit', assessed_at + interval '20 days'))
      e (number, kind, id, way, entered_at)
    where e.kind = 'assessed' or entered_at < '2026-11-01' and not ${neverDebited} order by entered_at`,
  `insert into debit_lines (batch_id, row, fee_id, amount_yen, attempt, branch_code, account_type, account_number, holder,
      new_code, customer_number, result, open)
    select ${id("debit", `nth / ${recordsInFile}`)}, nth % ${recordsInFile} + 1, id, 1100, attempt, branch_code, 'ordinary',
      '0000001', 'ﾊﾏﾏﾂ', 'other', lpad(nth::text, 20, '0'), result, false
    from (select fees.*, attempt, result, row_number() over (order by assessed_at, attempt) - 1 as nth
      from fees, lateral (select t.* from (values (1, 'insufficient'), (2, 'insufficient'), (3, 'insufficient')) t
          where ${neverDebited}
        union all select 1, 'debited' where not ${neverDebited}) tries (attempt, result)
      where assessed_at < '2026-10-01')`,
  `insert into debit_batches (id, number, state, until_on, debit_on, record_count, amount_yen, file, file_sha256, maker_id,
      proposed_at, checker_id, decided_at, sent_by, sent_at, settled_by, settled_at, result_file, result_sha256, debited_count,
      debited_yen, failed_count, failed_yen)
    overriding system value
    select batch_id, row_number() over (order by batch_id), 'settled', made::date, made::date + 27, records, records * 1100,
      repeat(' ', (records + 3) * 122)::bytea, repeat('0', 64), ${id("staff", "1")}, made, ${id("staff", "4")}, made,
      ${id("staff", "1")}, made, ${id("staff", "1")}, made, '', repeat('0', 64), records - failed, (records - failed) * 1100,
      failed, failed * 1100
    from (select batch_id, count(*)::int as records, count(*) filter (where result <> 'debited')::int as failed,
        max(assessed_at) as made
      from debit_lines join fees on fees.id = fee_id group by batch_id)`,
];

/** What was told, looked at and written down, whoever did it. */
function records(n: number): string[] {
  const rows = n * auditRows;
  const queue = oneInQueue(n);
  return [
    `insert into notices (id, event, recipient, occasion, contract_id, branch_code, facts, state, mail_to, created_at, due_at,
        tries, claimed_at, sent_at, printed_at, printed_by)
      select ${idLike("notice", "f.id")}, case when ${ordered} then 'order_shipped' else 'form_received' end, 'customer',
        f.id::text, f.contract_id, f.branch_code, jsonb_build_object('formNumber', f.number), fate,
        case when fate in ('sent', 'failed') then 'customer@example.jp' end, told, told, 1, told,
        case fate when 'sent' then told end, case fate when 'printed' then told end,
        case fate when 'printed' then f.maker_id end
      from forms f, lateral (select f.number - 1000001 as n), lateral (select
        case when n % ${queue} = 1 then 'to_print' when n % ${queue * 5} = 5 then 'failed'
          when n % 5 = 0 then 'printed' else 'sent' end as fate, created_at as told)
      order by told`,
    `insert into audit (id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_label,
        contract_id, branch_code, before, after, request_id, address, form_number, previous_hash, hash)
      select a + 1, ${at("a", rows)}, 'staff', ${id("staff", "s")}, '職員' || s,
        (array['form.key', 'form.submit', 'form.approve', 'order.allocate', 'order.ship', 'mail.record', 'token.suspend',
          'staff.sign_in', 'customer.unmask', 'fee.collect'])[1 + ${thrown("a", 4, 10)}],
        (array['form', 'order', 'token', 'staff'])[1 + a::int % 4], ${id("form", "n")}::text, (1000001 + n)::text,
        ${id("contract", "n")}, '001', '{"state": "received"}', '{"state": "awaiting_approval"}', 'r' || a / 2,
        '192.0.2.' || s, 1000001 + n, sha256(''), sha256('')
      from generate_series(0::bigint, ${rows} - 1) as a, lateral (select a * 104729 % ${n} as n, a * 7919 % 160 as s)`,
    `insert into login_events (contract_id, at, factor, outcome, client_key, address)
      select ${id("contract", "n")}, ${at("n", n)}, case when n % 500 = 9 then 'card' when n % 2 = 0 then 'password' else 'otp' end,
        case when n % 2000 = 7 then 'locked' when n % 50 = 7 then 'rejected' else 'accepted' end, 'bench',
        '10.0.' || ${thrown("n", 5, 250)} || '.' || ${thrown("n", 6, 250)}
      from generate_series(0, ${n} - 1) as n`,
  ];
}
