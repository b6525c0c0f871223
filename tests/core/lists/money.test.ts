import { beforeAll, describe, expect, test } from "vitest";
import { listOfBatches, listOfFailedFees, partOfBatches, partOfFailedFees } from "#core/debits/list.ts";
import { askForFee } from "#core/fees/ask.ts";
import { approveFeeRequest } from "#core/fees/decide.ts";
import { listClosings, partOfClosings } from "#core/fees/list-closings.ts";
import { listOfFeeRequests, partOfFeeRequests } from "#core/fees/list-requests.ts";
import { assessed, closeMonths, pay } from "#tests/core/fees/made.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();
const manager = () => world.as("manager");
const at = (time: string) => world.setNow(`${time}+09:00`);

beforeAll(async () => {
  at("2026-06-30T23:59:59");
  const fees: string[] = [];
  for (const branch of ["001", "001", "001", "002", "002", "002"])
    fees.push((await assessed(world, { branch })).feeId);
  const requests: string[] = [];
  for (const [nth, feeId] of fees.slice(1).entries()) {
    world.advance({ days: 1 });
    if (nth === 0) await pay(world, feeId);
    const kind = nth === 0 ? "refund" : "waive";
    const approver = world.as("approver", { branch: nth < 2 ? "001" : "002" });
    requests.push((await askForFee(approver, { feeId, kind, reason: "手違い" })).requestId);
  }
  at("2026-07-31T12:00:00");
  await approveFeeRequest(manager(), { requestId: requests[4] ?? "" });
  await closeMonths(world, "2026-10-31T12:00:00+09:00");
  at("2026-11-24T10:00:00");
  // As the desks would have written them, without going through each file.
  await world.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`create function pg_temp.who(text) returns uuid language sql
      return (select id from public.staff where username = $1)`;
    await sql`insert into debit_batches (id, state, until_on, debit_on, record_count, amount_yen, file, file_sha256,
        maker_id, proposed_at, checker_id, decided_at, sent_by, sent_at, settled_by, settled_at, result_file,
        result_sha256, debited_count, debited_yen, failed_count, failed_yen)
      select gen_random_uuid(), 'settled', date '2026-07-01' + i, date '2026-07-31' - i / 2, 1, 1100 * (1 + i % 3),
        repeat('x', 4 * 122)::bytea, repeat('0', 64), pg_temp.who('manager-1'), at, pg_temp.who('manager-2'), at,
        pg_temp.who('manager-1'), at, pg_temp.who('manager-1'), at, '', repeat('0', 64), 0, 0, 1, 1100 * (1 + i % 3)
      from generate_series(0, 5) i, lateral (select timestamptz '2026-08-01 12:00+09' + i / 2 * interval '1 day' as at) t
      order by i`;
    await sql`insert into debit_batches (id, until_on, debit_on, record_count, amount_yen, file, file_sha256, maker_id,
        proposed_at)
      values (gen_random_uuid(), '2026-09-01', '2026-09-28', 1, 5500, repeat('x', 4 * 122)::bytea, repeat('0', 64),
        pg_temp.who('manager-1'), '2026-09-02')`;
    // Nothing is due of the fee that was paid, nor of the one waived: they are not listed.
    await sql`insert into debit_lines (batch_id, row, fee_id, amount_yen, attempt, branch_code, account_type,
        account_number, holder, new_code, customer_number, result, open)
      select b.id, 1, f.id, 1100, 3, f.branch_code, 'ordinary', '0000001', 'x', 'other', repeat('0', 20),
        case when f.branch_code = '001' then 'insufficient' else 'no_account' end, false
      from (select id, row_number() over (order by number desc) as n from debit_batches where state = 'settled') b
      join (select id, branch_code, row_number() over (order by id) as n from fees) f on f.n = b.n`;
  });
});

type Rows = { rows: readonly object[] };
type Listed = {
  list: (asked: object) => Promise<Rows>;
  part: (asked: object) => Promise<Rows & { end: unknown }>;
  sorts: Record<string, string>;
  usual: string;
  least: number;
};
const all = { states: ["proposed", "approved"] };
const lists: Record<string, Listed> = {
  "waivers and refunds": {
    list: (asked) => listOfFeeRequests(manager(), { ...all, ...asked }),
    part: (asked) => partOfFeeRequests(manager(), { ...all, ...asked }),
    sorts: { proposedAt: "proposedAt" },
    usual: "-proposedAt",
    least: 5,
  },
  "closed months": {
    list: (asked) => listClosings(manager(), asked),
    part: (asked) => partOfClosings(manager(), asked),
    sorts: { month: "month" },
    usual: "-month",
    least: 4,
  },
  "debit files": {
    list: (asked) => listOfBatches(manager(), asked),
    part: (asked) => partOfBatches(manager(), asked),
    sorts: { number: "number", debitOn: "debitOn", amountYen: "amountYen" },
    usual: "-number",
    least: 7,
  },
  "fees whose debits failed": {
    list: (asked) => listOfFailedFees(manager(), asked),
    part: (asked) => partOfFailedFees(manager(), asked),
    sorts: { failedAt: "settledAt", order: "orderNumber", yen: "dueYen" },
    usual: "failedAt",
    least: 4,
  },
};

describe.each(Object.entries(lists))("the list of %s", (_, { list, part, sorts, usual, least }) => {
  test.each(Object.entries(sorts))("is sorted by %s both ways, and its file too", async (by, name) => {
    const value = (row: object) => {
      const given = Object.entries(row).find(([key]) => key === name)?.[1];
      return given instanceof Date ? given.toISOString() : String(given);
    };
    for (const sign of ["", "-"]) {
      const sort = `${sign}${by}`;
      const { rows } = await list({ sort });
      const upwards = rows.map(value).toSorted();
      expect(rows.length).toBeGreaterThanOrEqual(least);
      expect(rows.map(value)).toEqual(sign ? upwards.reverse() : upwards);
      const whole = await part({ sort });
      expect(whole.rows).toEqual(rows);
      expect(await part({ sort, after: 2 })).toEqual({ rows: rows.slice(2), end: rows.length });
      expect(await part({ sort, after: whole.end })).toEqual({ rows: [], end: undefined });
    }
  });

  test("has its usual way, and takes a column that does not sort for it", async () => {
    const { rows } = await list({ sort: usual });
    for (const sort of [undefined, "", "-", "kana", "id;drop table staff"])
      expect((await list({ sort })).rows).toEqual(rows);
  });
});

test("waivers and refunds are narrowed to a kind, a branch and days, and a branch sees its own alone", async () => {
  const total = async (asked: object, who = manager()) => {
    const found = await listOfFeeRequests(who, asked);
    expect((await partOfFeeRequests(who, asked)).rows).toHaveLength(found.total);
    return found.total;
  };
  expect(await total({})).toBe(4);
  expect(await total(all)).toBe(5);
  expect(await total({ kind: "refund" })).toBe(1);
  expect(await total({ branchCode: "002" })).toBe(2);
  expect(await total({ branchCode: "002" }, world.as("clerk"))).toBe(0);
  expect(await total({}, world.as("clerk"))).toBe(2);
  expect(await total({ from: "2026-07-01", until: "2026-07-02" })).toBe(2);
  expect(await total({ until: "2026-06-30" })).toBe(0);
});

test("debit files are narrowed to a state and to days of the debit, the last one included", async () => {
  const total = async (asked: object) => (await listOfBatches(manager(), asked)).total;
  expect(await total({ state: "proposed" })).toBe(1);
  expect(await total({ state: "settled" })).toBe(6);
  expect(await total({ from: "2026-07-30", until: "2026-07-30" })).toBe(2);
  expect(await total({ from: "2026-07-31", until: "2026-09-28" })).toBe(3);
});

test("fees whose debits failed are narrowed to a branch and to what the bank said last", async () => {
  const found = async (asked: object) => {
    const { rows, total } = await listOfFailedFees(manager(), asked);
    expect(rows).toHaveLength(total);
    return [...new Set(rows.map((row) => `${row.branchCode} ${row.result}`))];
  };
  expect(await found({ branchCode: "001" })).toEqual(["001 insufficient"]);
  expect(await found({ result: "no_account" })).toEqual(["002 no_account"]);
  expect(await found({ result: "no_account", branchCode: "001" })).toEqual([]);
});
