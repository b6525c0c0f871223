import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { feeReport } from "#core/fees/report.ts";
import { type Connection, connect } from "#db/client.ts";
import { sqlOf } from "#db/prepared.ts";
import { refusal } from "#tests/db/refusal.ts";
import { approved, withWorld } from "#tests/support/world.ts";

const world = withWorld();
let report: Connection;
beforeAll(() => {
  report = connect(world.url, { role: "report", max: 2 });
});
afterAll(() => report.close());
const speak = () => sqlOf(report.db);
const readable = [
  "branches",
  "fee_closing_items",
  "fee_closing_totals",
  "fee_closings",
  "fee_entries",
  "fees",
];

test("it speaks as report, which owns no table", async () => {
  expect(await speak()`select current_user as me`).toEqual([{ me: "report" }]);
  expect([...(await world.sql`select 1 from pg_tables where tableowner = 'report'`)]).toEqual([]);
});

test("it reads fees, their closings and branches, not a column of anything else, and writes nowhere", async () => {
  const columns = await world.sql`
    select table_name as table, column_name as column,
        has_column_privilege('report', table_name, column_name, 'select') as reads
      from information_schema.columns where table_schema = 'public' order by 1, 2`;
  expect(columns.length).toBeGreaterThan(200);
  expect([...new Set(columns.filter(({ reads }) => reads).map(({ table }) => table))]).toEqual(readable);
  for (const [table, [first]] of Map.groupBy(columns, (column) => column.table)) {
    const read = await refusal(speak().unsafe(`select ${first?.column} from ${table} limit 1`));
    expect(`${table}: ${read}`).toBe(`${table}: ${readable.includes(table) ? undefined : "42501"}`);
    for (const statement of [
      `insert into ${table} default values`,
      `update ${table} set ${first?.column} = default where false`,
      `delete from ${table} where false`,
      `truncate ${table} cascade`,
    ]) {
      expect(`${statement}: ${await refusal(speak().unsafe(statement))}`).toBe(`${statement}: 42501`);
    }
  }
});

describe("it may not", () => {
  test.each([
    "select seed_sealed from tokens",
    "select cells_sealed, password_hash from login_accounts",
    "select password_hash, otp_secret_sealed from staff",
    "select name, kana, address, account_number from contracts",
    "select * from audit",
    "create table mine (x int)",
    "set session_replication_role = replica",
    "copy fees to '/tmp/fees'",
  ])("%s", async (statement) => {
    expect(await refusal(speak().unsafe(statement))).toBe("42501");
  });
});

test("the fee report is the same by it as by the desks", async () => {
  await approved(world, await world.registered(), "exchange");
  await approved(world, await world.registered({ branch: "002" }), "reissue");
  const manager = world.as("manager");
  const told = await feeReport({ ...manager, db: report.db }, {});
  expect(told).toMatchObject({
    total: { assessed_count: 2, gross_yen: 2200 },
    branches: [{ code: "001" }, { code: "002" }],
  });
  expect(told).toEqual(await feeReport(manager, {}));
});
