import { beforeEach, describe, expect, test } from "vitest";
import { feeReport, monthAfter } from "#core/fees/report.ts";
import { withTax } from "#core/fees/rules.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { approved, failureOf, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const reportOf = (month: string, branchCode?: string) =>
  feeReport(world.as("manager"), { month, branchCode });

/** The month's sums counted again from every ledger, in another way than the report's statement. */
async function recount(month: string, branchCode: string | null = null) {
  const [found] = await world.sql`
    with entries as (
      select e.kind as entry, e.amount_yen, f.net_yen, f.tax_yen, f.gross_yen, (e.entered_at + interval '9 hours') at time zone 'UTC' as in_japan
      from fee_entries e, fees f where e.fee_id = f.id and (${branchCode}::text is null or f.branch_code = ${branchCode})
    ), month as (select * from entries where extract(year from in_japan) = ${Number(month.slice(0, 4))}
      and extract(month from in_japan) = ${Number(month.slice(5))})
    select (select count(*) from month where entry = 'assessed')::int as count,
      (select coalesce(sum(net_yen), 0) from month where entry = 'assessed')::int as "netYen",
      (select coalesce(sum(tax_yen), 0) from month where entry = 'assessed')::int as "taxYen",
      (select coalesce(sum(gross_yen), 0) from month where entry = 'assessed')::int as "grossYen",
      (select coalesce(sum(amount_yen), 0) from month where entry = 'collected')::int as "collectedYen",
      (select coalesce(sum(amount_yen), 0) from month where entry = 'waived')::int as "waivedYen",
      (select coalesce(sum(amount_yen), 0) from month where entry = 'reversed')::int as "reversedYen"`;
  return found;
}

async function feeAt(at: string, branch = "001", reason: "lost" | "faulty" | "initial_defect" = "lost") {
  world.setNow(at);
  return approved(world, await world.registered({ branch }), "reissue", reason);
}

beforeEach(() => world.setNow("2026-11-24T10:00:00+09:00"));

describe("at the edges of a month in Japan", () => {
  test("one second to midnight belongs to the old month, midnight to the new", async () => {
    await feeAt("2025-01-31T23:59:59+09:00");
    await feeAt("2025-02-01T00:00:00+09:00");
    await feeAt("2025-02-28T23:59:59.999+09:00");
    await feeAt("2025-03-01T00:00:00+09:00");
    const counts = await Promise.all(["2025-01", "2025-02", "2025-03"].map((month) => reportOf(month)));
    expect(counts.map(({ total }) => total.count)).toEqual([1, 2, 1]);
    expect((await reportOf("2025-03")).months.slice(-3)).toEqual([
      { month: "2025-01", count: 1, grossYen: 1100 },
      { month: "2025-02", count: 2, grossYen: 2200 },
      { month: "2025-03", count: 1, grossYen: 1100 },
    ]);
  });

  test("a year's edge, too, and a leap day", async () => {
    await feeAt("2023-12-31T23:59:59+09:00");
    await feeAt("2024-01-01T00:00:00+09:00");
    await feeAt("2024-02-29T23:59:59+09:00");
    for (const [month, count] of [
      ["2023-12", 1],
      ["2024-01", 1],
      ["2024-02", 1],
      ["2024-03", 0],
    ] as const) {
      expect((await reportOf(month)).total.count).toBe(count);
    }
  });

  test("this month is Japan's, while the rest of the world is still in the last", async () => {
    world.setNow("2026-12-01T00:00:00+09:00");
    expect(await feeReport(world.as("manager"), {})).toMatchObject({ month: "2026-12" });
    world.setNow("2026-11-30T23:59:59+09:00");
    expect(await feeReport(world.as("manager"), {})).toMatchObject({ month: "2026-11" });
  });
});

test("a reversal counts in the month in which it was made, and changes the month before in nothing", async () => {
  const { orderId } = await feeAt("2025-06-30T15:00:00+09:00");
  const before = await reportOf("2025-06");
  expect(before.total).toMatchObject({ count: 1, grossYen: 1100, reversedYen: 0 });
  world.setNow("2025-07-02T09:00:00+09:00");
  await cancelOrder(world.as("operations"), { orderId, reason: "x" });
  expect(await reportOf("2025-06")).toEqual(before);
  expect((await reportOf("2025-07")).total).toEqual({
    count: 0,
    netYen: 0,
    taxYen: 0,
    grossYen: 0,
    collectedYen: 0,
    waivedYen: 0,
    reversedYen: 1100,
  });
});

describe("consumption tax", () => {
  test("changes with the day in Japan: 8 % up to 30 September 2019, 10 % from 1 October", async () => {
    const last = await feeAt("2019-09-30T23:59:59+09:00");
    const first = await feeAt("2019-10-01T00:00:00+09:00");
    const fees = await world.sql`
      select net_yen, tax_percent, tax_yen, gross_yen from fees where order_id in (${last.orderId}, ${first.orderId})
        order by assessed_at`;
    expect(fees).toEqual([
      { net_yen: 1000, tax_percent: 8, tax_yen: 80, gross_yen: 1080 },
      { net_yen: 1000, tax_percent: 10, tax_yen: 100, gross_yen: 1100 },
    ]);
  });

  test.each([
    [1000, 10, "floor", 100],
    [1005, 10, "floor", 100],
    [1005, 10, "round", 101],
    [1004, 10, "round", 100],
    [1001, 10, "ceil", 101],
    [999, 8, "floor", 79],
    [0, 10, "ceil", 0],
    [1, 10, "floor", 0],
    [2_000_000_000, 10, "floor", 200_000_000],
  ] as const)("on %d yen at %d %%, rounded by %s: %d", (net, percent, rounding, tax) => {
    expect(withTax(net, percent, rounding)).toEqual({ netYen: net, taxYen: tax, grossYen: net + tax });
  });

  test("is rounded as the bank has set", async () => {
    await world.sql`insert into fee_rules (id, kind, reason, net_yen, valid_from)
      values ('01900000-0000-7000-8000-0000000000f1', 'reissue', 'faulty', 1005, '2026-11-01')`;
    for (const [rounding, tax] of [
      ["floor", 100],
      ["ceil", 101],
    ] as const) {
      await world.sql`update settings set tax_rounding = ${rounding}`;
      const { orderId } = await approved(world, await world.registered(), "reissue", "faulty");
      const [fee] = await world.sql`select tax_yen from fees where order_id = ${orderId}`;
      expect(fee).toEqual({ tax_yen: tax });
    }
    await world.sql`update settings set tax_rounding = 'floor'`;
  });
});

test("a rule counts from its first day on, the named reason before any other", async () => {
  await world.sql`insert into fee_rules (id, kind, reason, old_token_returned, net_yen, valid_from) values
    ('01900000-0000-7000-8000-0000000000f2', 'reissue', null, null, 1500, '2026-12-01'),
    ('01900000-0000-7000-8000-0000000000f3', 'reissue', null, true, 700, '2026-12-01')`;
  const feeOf = async (at: string, reason: "lost" | "initial_defect") => {
    const { orderId } = await feeAt(at, "001", reason);
    const [fee] = await world.sql`select net_yen from fees where order_id = ${orderId}`;
    return fee?.net_yen;
  };
  expect(await feeOf("2026-11-30T23:59:59+09:00", "lost")).toBe(1000);
  expect(await feeOf("2026-12-01T00:00:00+09:00", "lost")).toBe(1500);
  expect(await feeOf("2026-12-01T00:00:00+09:00", "initial_defect")).toBe(0);
});

test("every month and branch equals an independent recount", async () => {
  const { orderId } = await feeAt("2025-02-28T12:00:00+09:00");
  for (const [kind, way, at] of [
    ["billed", null, "2025-02-28T23:59:59+09:00"],
    ["collected", "debit", "2025-03-01T00:00:00+09:00"],
  ] as const) {
    await world.sql`insert into fee_entries (id, fee_id, kind, way, amount_yen, entered_at)
      select gen_random_uuid(), id, ${kind}, ${way}, 1100, ${at} from fees where order_id = ${orderId}`;
  }
  await feeAt("2025-02-10T12:00:00+09:00", "002");
  await feeAt("2025-02-10T12:00:00+09:00", "002", "initial_defect");
  let seen = 0;
  const written = await world.sql`
    select distinct to_char(entered_at at time zone 'Asia/Tokyo', 'YYYY-MM') as month from fee_entries`;
  const beside = written.flatMap(({ month }) => [-1, 0, 1].map((by) => monthAfter(month, by)));
  for (const month of new Set(beside)) {
    for (const branchCode of [null, "001", "002"]) {
      const { total, rows } = await reportOf(month, branchCode ?? undefined);
      expect(total).toEqual(await recount(month, branchCode));
      expect(rows.reduce((sum, row) => sum + row.gross_yen, 0)).toBe(total.grossYen);
      seen += total.count;
    }
  }
  const [all] = await world.sql`select count(*)::int * 2 as n from fees`;
  expect(seen).toBe(all?.n);
});

test.each(["2025-13", "2025-00", "25-01", "2025-1", "2025-01-01", "", null, 202501, "1999-12"])(
  "a month that is none: %j",
  async (month) => {
    expect(await failureOf(feeReport(world.as("manager"), { month }))).toMatchObject({
      code: "invalid",
      fields: { month: expect.any(String) },
    });
  },
);
