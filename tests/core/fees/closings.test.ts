import { beforeAll, describe, expect, test } from "vitest";
import { closeMonth } from "#core/fees/close-month.ts";
import { closingDayOf } from "#core/fees/closing-month.ts";
import { listOfFees } from "#core/fees/list.ts";
import { listClosings } from "#core/fees/list-closings.ts";
import { reconcileFees } from "#core/fees/reconcile.ts";
import { feeReport } from "#core/fees/report.ts";
import { feeShares, feeStates } from "#core/fees/rules.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { sqlOf } from "#db/prepared.ts";
import { refusal } from "#tests/db/refusal.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import { assessed, closeMonths, debit, grant, pay } from "./made.ts";

const world = withWorld();
const at = (time: string) => world.setNow(`${time}+09:00`);
const manager = () => world.as("manager");

test.each([
  ["2026-10", 5, "2026-11-09"],
  ["2026-12", 1, "2027-01-04"],
  ["2026-04", 3, "2026-05-08"],
  ["2025-02", 1, "2025-03-03"],
])("%s is closed on business day %d of the month after it, %s", (month, nth, day) => {
  expect(closingDayOf(month, nth)).toBe(day);
});

/** November 2024 to February 2025, with nothing in December. */
beforeAll(async () => {
  at("2024-11-05T10:00:00");
  const [paid, waived, kept, owed] = [
    await assessed(world),
    await assessed(world),
    await assessed(world, { branch: "002", reason: "faulty" }),
    await assessed(world, { reason: "stolen" }),
  ];
  await assessed(world, { reason: "initial_defect" });
  at("2024-11-30T23:59:59.999");
  await pay(world, paid.feeId);
  await debit(world, kept.feeId, "billed");
  await grant(world, waived.feeId, "waive");
  at("2025-01-01T00:00:00");
  await debit(world, kept.feeId, "debit_failed");
  await pay(world, owed.feeId);
  await cancelOrder(world.as("operations"), { orderId: owed.orderId, reason: "取消" });
  at("2025-02-10T09:00:00");
  await grant(world, owed.feeId, "refund");
  await assessed(world);
});

/** What reports and lists say of many times, whole months and others, by state and not. */
async function told() {
  const periods = [
    ...["2024-10", "2024-11", "2024-12", "2025-01", "2025-02", "2025-03"].map((month) => ({ month })),
    { year: "2024" },
    { from: "2024-11-05", until: "2025-02-10" },
    { from: "2024-11-30", until: "2025-01-01" },
    { from: "2024-12-10", until: "2024-12-20" },
    { month: "2024-11", branchCode: "002" },
    { year: "2024", reason: "stolen" },
    ...feeStates.flatMap((state) => [
      { month: "2025-01", state },
      { year: "2024", state },
    ]),
  ];
  const shares = feeShares.map((share) => ({ year: "2024", share }));
  return Promise.all([
    ...periods.map((asked) => feeReport(manager(), asked)),
    ...shares.map((asked) => listOfFees(manager(), asked)),
  ]);
}

test("the job closes each month on its day, the oldest first, and says so; the report goes on as it was", async () => {
  at("2025-03-31T12:00:00");
  const before = await told();
  await closeMonths(world, "2024-12-05T23:59:59+09:00");
  expect((await listClosings(manager(), {})).rows).toEqual([]);
  expect((await listClosings(manager(), {})).next).toEqual({
    month: "2024-11",
    closesOn: "2024-12-06",
    due: true,
  });
  await closeMonths(world, "2024-12-06T00:00:00+09:00");
  expect((await listClosings(manager(), {})).rows).toMatchObject([
    {
      month: "2024-11",
      closed_by: null,
      gross_yen: 4400,
      collected_yen: 1100,
      waived_yen: 1100,
      due_yen: 2200,
    },
  ]);
  expect(await told()).toEqual(before);
  await Promise.all([1, 2, 3].map(() => closeMonths(world, "2025-02-28T12:00:00+09:00")));
  const { rows, next } = await listClosings(manager(), {});
  expect(rows.map(({ month }) => month)).toEqual(["2025-01", "2024-12", "2024-11"]);
  expect(next).toMatchObject({ month: "2025-02", closesOn: "2025-03-07" });
  expect(await told()).toEqual(before);
  const noted = await world.sql`select subject_label, actor_name, after from audit
    where action = 'fee.close_month' order by id`;
  expect(noted.map(({ subject_label }) => subject_label)).toEqual(["2024-11", "2024-12", "2025-01"]);
  expect(noted[2]).toMatchObject({ actor_name: "jobs", after: { entries: 3, hash: rows[0]?.hash } });
  expect(await reconcileFees(manager(), {})).toMatchObject({ closed: 3, differences: [], faults: [] });
});

test("a branch's approver sees the branch's totals of the closed months", async () => {
  const { rows } = await listClosings(world.as("approver", { branch: "002" }), {});
  expect(rows.at(-1)).toMatchObject({ month: "2024-11", gross_yen: 1100, billed_yen: 1100, due_yen: 1100 });
});

describe("a manager closes by hand what the job has left open", () => {
  test("not before its day, nor another month than the next, nor twice", async () => {
    const close = (month: string) => failureOf(closeMonth(manager(), { month }));
    at("2025-03-06T23:59:59");
    expect(await close("2025-02")).toMatchObject({ code: "conflict", about: "feeClosing" });
    at("2025-03-07T09:00:00");
    expect(await close("2025-03")).toMatchObject({ code: "conflict", about: "feeClosing" });
    const twice = await Promise.all([close("2025-02"), close("2025-02")]);
    expect(twice.filter((failure) => failure === undefined)).toHaveLength(1);
    expect(twice.find((failure) => failure)).toMatchObject({ code: "conflict", about: "feeClosing" });
    const [newest] = (await listClosings(manager(), {})).rows;
    expect(newest).toMatchObject({ month: "2025-02", closed_by: manager().actor.name });
  });

  test("with a fresh OTP", async () => {
    const context = manager();
    const stale = { ...context, actor: { ...context.actor, confirmedUntil: null } };
    expect(await failureOf(closeMonth(stale, { month: "2025-03" }))).toMatchObject({ code: "confirm" });
  });
});

describe("the database itself", () => {
  const entry = (
    time: string,
    kind = "billed",
  ) => `insert into fee_entries (id, fee_id, kind, amount_yen, entered_at)
    select gen_random_uuid(), id, '${kind}', gross_yen, '${time}+09:00' from fees where assessed_at > '2025-02-01'`;

  test("takes no entry into a closed month, from its owner neither, and takes the next month's first", async () => {
    for (const time of ["2025-02-28 23:59:59.999999", "2025-02-10 09:00:00.1"]) {
      expect(await refusal(sqlOf(world.db).unsafe(entry(time)))).toBe("fee_entries_month_open");
      expect(await refusal(world.sql.unsafe(entry(time)))).toBe("fee_entries_month_open");
    }
    expect(await refusal(world.sql.unsafe(entry("2025-03-01 00:00:00")))).toBeUndefined();
  });

  test("takes no entry from a transaction that goes on seeing the month open", async () => {
    const answer = entry("2025-03-02 00:00:00", "debit_failed");
    for (const level of ["repeatable read", "serializable"]) {
      const slip = world.sql.begin(`isolation level ${level}`, (sql) => sql.unsafe(answer));
      expect(await refusal(slip)).toBe("fee_entries_month_open");
    }
    expect(await refusal(world.sql.unsafe(answer))).toBeUndefined();
  });

  test("lets nobody write what is frozen, or close any month but the next, or one that is not over", async () => {
    const desk = sqlOf(world.db);
    for (const table of ["fee_closings", "fee_closing_totals", "fee_closing_items"]) {
      expect(await refusal(desk.unsafe(`insert into ${table} select * from ${table} limit 1`))).toBe("42501");
    }
    for (const [month, time] of [
      ["2025-02", "2025-04-10"],
      ["2025-04", "2025-05-10"],
      ["2025-03", "2025-03-31 23:59:59+09"],
      ["2024-10", "2025-04-10"],
    ]) {
      expect(await refusal(desk`select close_fee_month(${month ?? ""}, ${time ?? ""}, null)`)).toBe(
        "fee_closings_in_order",
      );
    }
  });
});

test("entries of a month's last moment beside its closing: each is in it, or refused", async () => {
  for (const [month, next] of [
    ["2025-03", "2025-04"],
    ["2025-04", "2025-05"],
    ["2025-05", "2025-06"],
  ]) {
    at(`${month}-15T12:00:00`);
    const made = [await assessed(world), await assessed(world), await assessed(world), await assessed(world)];
    const [{ before } = { before: 0 }] = await world.sql`select count(*)::int as before from fee_entries
      where to_char(entered_at at time zone 'Asia/Tokyo', 'YYYY-MM') = ${month ?? ""}`;
    const bill = async (feeId: string) => {
      await world.sql`insert into fee_entries (id, fee_id, kind, amount_yen, entered_at)
        values (gen_random_uuid(), ${feeId}, 'billed', 1100, ${`${month}-28T23:59:59.999+09:00`})`;
    };
    const ends = await Promise.all([
      refusal(bill(made[0]?.feeId ?? "")),
      refusal(bill(made[1]?.feeId ?? "")),
      closeMonths(world, `${next}-20T12:00:00+09:00`),
      refusal(bill(made[2]?.feeId ?? "")),
      refusal(bill(made[3]?.feeId ?? "")),
    ]);
    const refused = ends.filter((end) => end === "fee_entries_month_open").length;
    expect(ends.filter((end) => end === undefined)).toHaveLength(5 - refused);
    const [closed] = await world.sql`select entries from fee_closings where month = ${month ?? ""}`;
    expect(closed?.entries).toBe(before + 4 - refused);
  }
  expect((await reconcileFees(manager(), {})).faults).toEqual([]);
});

test("an entry under way is waited for, and is in the month that it came in time for", async () => {
  at("2025-06-15T12:00:00");
  const { feeId } = await assessed(world);
  const closing = Promise.withResolvers<void>();
  await world.sql.begin(async (sql) => {
    await sql`insert into fee_entries (id, fee_id, kind, amount_yen, entered_at)
      values (gen_random_uuid(), ${feeId}, 'billed', 1100, '2025-06-30 23:59:59+09')`;
    closeMonths(world, "2025-07-20T12:00:00+09:00").then(closing.resolve, closing.reject);
    for (let waits = 0; waits === 0; ) {
      const [found] = await world.sql`select count(*)::int as n from pg_locks
        where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`;
      waits = found?.n;
    }
  });
  await closing.promise;
  expect((await listClosings(manager(), {})).rows[0]).toMatchObject({ month: "2025-06", billed_yen: 1100 });
});

test.each([
  [
    "a total",
    "update fee_closing_totals set collected_yen = collected_yen + 1 where month = '2024-11'",
    "2024-11",
  ],
  [
    "an open fee",
    "update fee_closing_items set due_yen = due_yen + 1 where month = '2025-01' and due_yen > 0",
    "2025-01",
  ],
  ["an open fee gone", "delete from fee_closing_items where month = '2024-12'", "2024-12"],
  ["who closed it", "update fee_closings set closed_by = null where month = '2025-02'", "2025-02"],
  ["its hash", "update fee_closings set hash = sha256('') where month = '2024-12'", "2024-12"],
  ["a note in a ledger", "update fee_entries set note = 'x' where kind = 'waived'", "2024-11"],
  [
    "an entry moved to another month",
    "update fee_entries set entered_at = '2025-01-02' where kind = 'waived'",
    "2024-11",
  ],
  ["the first month gone", "delete from fee_closings where month = '2024-11'", "2024-12"],
])("of what was frozen the recount names the first month that is another: %s", async (_, cook, month) => {
  await world.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql.unsafe(`create table kept_a as table fee_closing_totals; create table kept_b as table fee_closing_items;
      create table kept_c as table fee_closings; create table kept_d as table fee_entries`);
    await sql.unsafe(cook);
  });
  const { faults } = await reconcileFees(manager(), {});
  expect(faults).toEqual([expect.stringContaining(`closed month ${month}: `)]);
  await world.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql.unsafe(`delete from fee_closing_totals; delete from fee_closing_items; delete from fee_closings;
      delete from fee_entries; insert into fee_closing_totals table kept_a; insert into fee_closing_items table kept_b;
      insert into fee_closings table kept_c; insert into fee_entries table kept_d;
      drop table kept_a, kept_b, kept_c, kept_d`);
  });
});
