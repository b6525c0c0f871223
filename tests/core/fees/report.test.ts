import { beforeEach, describe, expect, test } from "vitest";
import { listOfFees } from "#core/fees/list.ts";
import { periodFrom, yearBefore } from "#core/fees/period.ts";
import { reconcileFees } from "#core/fees/reconcile.ts";
import { feeReport } from "#core/fees/report.ts";
import { feeStates, withTax } from "#core/fees/rules.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { approved, failureOf, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const reportOf = (month: string, branchCode?: string) =>
  feeReport(world.as("manager"), { month, branchCode });

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
    expect(counts.map(({ total }) => total.assessed_count)).toEqual([1, 2, 1]);
    expect((await reportOf("2025-03")).months.slice(-3)).toMatchObject([
      { month: "2025-01", count: 1, grossYen: 1100, grossYenBefore: 0 },
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
      expect((await reportOf(month)).total.assessed_count).toBe(count);
    }
  });

  test("this month is Japan's, while the rest of the world is still in the last", async () => {
    world.setNow("2026-12-01T00:00:00+09:00");
    expect(await feeReport(world.as("manager"), {})).toMatchObject({
      period: { from: "2026-12-01", until: "2026-12-31" },
    });
    world.setNow("2026-11-30T23:59:59+09:00");
    expect(await feeReport(world.as("manager"), {})).toMatchObject({
      period: { from: "2026-11-01", until: "2026-11-30" },
    });
  });
});

test("a reversal counts in the month in which it was made, and changes the month before in nothing", async () => {
  const { orderId } = await feeAt("2025-06-30T15:00:00+09:00");
  const before = await reportOf("2025-06");
  expect(before.total).toMatchObject({ assessed_count: 1, gross_yen: 1100, reversed_yen: 0 });
  world.setNow("2025-07-02T09:00:00+09:00");
  await cancelOrder(world.as("operations"), { orderId, reason: "x" });
  expect(await reportOf("2025-06")).toEqual(before);
  expect((await reportOf("2025-07")).total).toMatchObject({
    assessed_count: 0,
    net_yen: 0,
    tax_yen: 0,
    gross_yen: 0,
    collected_yen: 0,
    reversed_yen: 1100,
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

test("every month, branch, kind and reason equals an independent recount, and a cooked book does not", async () => {
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
  const reconciled = await reconcileFees(world.as("manager"), {});
  expect(reconciled).toMatchObject({ differences: [], faults: [] });
  expect(reconciled.months).toBeGreaterThan(12);
  const [{ n } = { n: 0 }] = await world.sql`select count(*)::int as n from orders`;
  expect(reconciled.orders).toBe(n);
  const cook = (set: string) =>
    world.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql.unsafe(`update fee_entries set ${set} where kind = 'collected'`);
    });
  await cook("amount_yen = amount_yen + 1200");
  expect((await reconcileFees(world.as("manager"), {})).differences).toEqual([]);
  await cook("amount_yen = amount_yen - 1200");
  await cook("number = 7");
  expect((await reconcileFees(world.as("manager"), {})).faults[0]).toMatch(/missing or doubled/);
  await cook("number = 3");
});

describe("periods", () => {
  test("a fiscal year is from April to March, and a free range holds its last day", async () => {
    for (const at of [
      "2023-03-31T23:59:59+09:00",
      "2023-04-01T00:00:00+09:00",
      "2024-03-31T23:59:59+09:00",
    ]) {
      await feeAt(at);
    }
    const of = async (asked: object) => {
      const { period, total, before } = await feeReport(world.as("manager"), asked);
      return [period.from, period.until, total.assessed_count, before.assessed_count];
    };
    expect(await of({ year: "2023" })).toEqual(["2023-04-01", "2024-03-31", 5, 1]);
    expect(await of({ year: "2022" })).toEqual(["2022-04-01", "2023-03-31", 1, 0]);
    expect(await of({ from: "2023-03-31", until: "2023-04-01" })).toEqual(["2023-03-31", "2023-04-01", 2, 0]);
    expect(await of({ from: "2023-04-01", until: "2023-03-31" })).toEqual(["2023-03-31", "2023-04-01", 2, 0]);
    expect(await of({ month: "2024-03" })).toEqual(["2024-03-01", "2024-03-31", 1, 1]);
  });

  test("February of a leap year is beside February of the year before, to its last day", () => {
    const leap = yearBefore(periodFrom("2024-02-01", "2024-02-29"));
    expect([leap.from, leap.until]).toEqual(["2023-02-01", "2023-02-28"]);
    const after = yearBefore(periodFrom("2025-02-01", "2025-02-28"));
    expect([after.from, after.until]).toEqual(["2024-02-01", "2024-02-29"]);
  });
});

test("each figure leads to the fees behind it, which come to it", async () => {
  const asked = { year: "2024" };
  const { total } = await feeReport(world.as("manager"), asked);
  for (const [share, figure] of [
    ["assessed", "gross_yen"],
    ["collected", "collected_yen"],
    ["reversed", "reversed_yen"],
    ["due", "due_yen"],
  ] as const) {
    const { rows } = await listOfFees(world.as("manager"), { ...asked, share });
    expect(rows.reduce((sum, row) => sum + row.share_yen, 0)).toBe(total[figure]);
  }
});

test("a report of one state, kind or reason has no other fee in it; a branch's approver sees the branch alone", async () => {
  const asked = { year: "2024" };
  const of = async (more: object) => (await feeReport(world.as("manager"), { ...asked, ...more })).total;
  const all = await of({});
  const states = await Promise.all(feeStates.map((state) => of({ state })));
  expect(states.reduce((sum, one) => sum + one.assessed_count, 0)).toBe(all.assessed_count);
  expect((await of({ reason: "initial_defect" })).gross_yen).toBe(0);
  expect((await of({ kind: "new" })).assessed_count).toBe(0);
  const approver = await feeReport(world.as("approver", { branch: "002" }), { ...asked, branchCode: "001" });
  expect([...new Set(approver.rows.map((row) => row.branch_code))]).toEqual(["002"]);
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
