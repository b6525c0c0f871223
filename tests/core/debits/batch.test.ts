import { beforeEach, describe, expect, test } from "vitest";
import { cancelBatch } from "#core/debits/cancel.ts";
import { approveBatch, turnDownBatch } from "#core/debits/decide.ts";
import { downloadBatch } from "#core/debits/download.ts";
import { previewBatch } from "#core/debits/preview.ts";
import { proposeBatch } from "#core/debits/propose.ts";
import { readBatch } from "#core/debits/read.ts";
import { sendBatch } from "#core/debits/send.ts";
import { withdrawBatch } from "#core/debits/withdraw.ts";
import { closeMonths, pay } from "#tests/core/fees/made.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import {
  approvedBatch,
  checker,
  dueFee,
  fileOf,
  ledgerOf,
  maker,
  nothingDue,
  proposedBatch,
} from "./desk.ts";
import { readZengin } from "./zengin-reader.ts";

const world = withWorld();

beforeEach(() => nothingDue(world));

describe("a file", () => {
  test("holds what is due, up to a day, by branch, and waits for another person", async () => {
    const second = await dueFee(world, { branch: "002", kana: "ジョン・スミス" });
    const first = await dueFee(world);
    const batchId = await proposedBatch(world);
    const { header, records, trailer } = readZengin(await fileOf(world, batchId));
    expect(header).toMatchObject({ consignorCode: "0000012345", consignorName: "ﾊﾏｼﾝ ﾜﾝﾀｲﾑ", mmdd: "1127" });
    expect(
      records.map(({ branchCode, holder, amount, newCode }) => [branchCode, holder, amount, newCode]),
    ).toEqual([
      ["001", "ﾔﾏﾀﾞ ﾊﾅｺ", 1100, "1"],
      ["002", "ｼﾞﾖﾝ.ｽﾐｽ", 1100, "1"],
    ]);
    expect(trailer).toMatchObject({ count: 2, amount: 2200 });
    expect(await readBatch(world.as("auditor"), { batchId })).toMatchObject({
      state: "proposed",
      debitOn: "2026-11-27",
      makerName: "manager-1",
      lines: { total: 2, rows: [{ feeId: first, holder: "ﾔﾏﾀﾞ　＊＊" }, { feeId: second }] },
    });
    expect(await ledgerOf(world, first)).toBe("assessed");
    const [row] = await world.sql`select * from audit order by id desc limit 1`;
    expect(row).toMatchObject({
      action: "debit.propose",
      subject_id: batchId,
      after: { state: "proposed", recordCount: 2, amountYen: 2200, debitOn: "2026-11-27" },
    });
  });

  test("tells before it is built whose name it cannot carry, and leaves them out", async () => {
    const names = ["髙﨑", "𠮷田　タロウ", "ヤマダ　".repeat(9)];
    for (const kana of names) await dueFee(world, { kana });
    const { refused, recordCount } = await previewBatch(maker(world), {});
    expect(recordCount).toBe(0);
    expect(refused.map(({ obstacle, characters }) => [obstacle, characters.join("")]).sort()).toEqual(
      [
        ["holder", "髙﨑"],
        ["holder", "𠮷田"],
        ["holderLong", ""],
      ].sort(),
    );
    expect(await failureOf(proposedBatch(world))).toMatchObject({ code: "conflict", about: "debitNothing" });
  });

  test("leaves out what is not posted yet, not authorised, or after its last day", async () => {
    const feeId = await dueFee(world);
    expect((await previewBatch(maker(world), { untilOn: "2026-11-23" })).recordCount).toBe(0);
    expect((await previewBatch(maker(world), { untilOn: "2026-11-24" })).recordCount).toBe(1);
    await world.sql`update orders set shipped_at = null where id = (select order_id from fees where id = ${feeId})`;
    expect((await previewBatch(maker(world), {})).recordCount).toBe(0);
    await world.sql`update orders set shipped_at = ${world.now} where id = (select order_id from fees where id = ${feeId})`;
    await world.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`update forms set fee_debit_authorised = false,
        debit_account_type = null, debit_account_number = null`;
    });
    expect(await previewBatch(maker(world), {})).toMatchObject({
      recordCount: 0,
      unauthorised: { count: 1, amountYen: 1100 },
    });
  });

  test("holds what a closed month left unpaid, and nothing that was paid in it", async () => {
    const unpaid = await dueFee(world);
    await pay(world, await dueFee(world));
    const paidSince = await dueFee(world);
    await closeMonths(world, "2026-12-10T10:00:00+09:00");
    world.setNow("2026-12-10T10:00:00+09:00");
    await pay(world, paidSince);
    const added = await dueFee(world);
    const batchId = await proposedBatch(world);
    const { rows } = (await readBatch(maker(world), { batchId })).lines;
    expect(rows.map(({ feeId }) => feeId).sort()).toEqual([unpaid, added].sort());
  });

  test.each([
    ["2026-11-29", "2026-11-30", "a Sunday"],
    ["2026-12-31", "2027-01-04", "the year's last day"],
    ["2027-01-11", "2027-01-12", "a holiday"],
    ["2026-12-28", "2026-12-28", "a business day"],
  ])("asked for on %s is debited on %s: %s", async (debitOn, moved) => {
    await dueFee(world);
    const preview = await previewBatch(maker(world), { debitOn });
    expect(preview).toMatchObject({ debitOn: moved, movedFrom: moved === debitOn ? null : debitOn });
    const { untilOn, recordCount, amountYen } = preview;
    const { batchId } = await proposeBatch(maker(world), { untilOn, debitOn, recordCount, amountYen });
    expect(readZengin(await fileOf(world, batchId)).header.mmdd).toBe(moved.slice(5).replace("-", ""));
  });

  test("is built of what was seen: another sum, a past day, or no consignor is refused", async () => {
    await dueFee(world);
    const seen = { untilOn: "2026-11-24", debitOn: "2026-11-27", recordCount: 1, amountYen: 1100 };
    const propose = (other: object) => failureOf(proposeBatch(maker(world), { ...seen, ...other }));
    expect(await propose({ recordCount: 2 })).toMatchObject({ about: "debitMoved" });
    expect(await propose({ amountYen: 1000 })).toMatchObject({ about: "debitMoved" });
    expect((await propose({ debitOn: "2026-11-24" }))?.fields).toEqual({ debitOn: "debit.past" });
    expect((await propose({ untilOn: "2026-11-25" }))?.fields).toEqual({ untilOn: "debit.future" });
    expect((await propose({ debitOn: "2026-02-30" }))?.fields).toEqual({ debitOn: "debit.day" });
    await world.sql`update settings set consignor_code = null`;
    expect(await propose({})).toMatchObject({ about: "debitSettings" });
  });
});

describe("two people", () => {
  test("let a file out: its maker may not approve it, nobody takes it out before", async () => {
    await dueFee(world);
    const batchId = await proposedBatch(world);
    const before = await world.everything();
    for (const decide of [approveBatch, turnDownBatch]) {
      expect(await failureOf(decide(maker(world), { batchId, note: "x" }))).toMatchObject({
        about: "fourEyes",
      });
    }
    expect(await failureOf(downloadBatch(maker(world), { batchId }))).toMatchObject({
      about: "debitNotApproved",
    });
    expect(await failureOf(sendBatch(maker(world), { batchId }))).toMatchObject({ about: "debitBatch" });
    expect(await world.everything()).toBe(before);
    await approveBatch(checker(world), { batchId });
    const taken = await downloadBatch(maker(world), { batchId });
    expect(Buffer.compare(taken.file, await fileOf(world, batchId))).toBe(0);
    const [row] = await world.sql`select action from audit order by id desc limit 1`;
    expect(row).toEqual({ action: "debit.download" });
  });

  test("one of whom decides without a fresh OTP is asked for one", async () => {
    await dueFee(world);
    const batchId = await proposedBatch(world);
    const stale = { ...checker(world), actor: { ...checker(world).actor, confirmedUntil: null } };
    for (const decide of [approveBatch, sendBatch, cancelBatch]) {
      expect(await failureOf(decide(stale, { batchId, reason: "x" }))).toMatchObject({ code: "confirm" });
    }
  });

  test("decide at once: one does, the other reads a conflict", async () => {
    for (let round = 0; round < 10; round++) {
      await dueFee(world);
      const batchId = await proposedBatch(world);
      const ends = await Promise.all([
        failureOf(approveBatch(checker(world), { batchId })),
        failureOf(withdrawBatch(maker(world), { batchId })),
        failureOf(turnDownBatch(checker(world), { batchId, note: "x" })),
      ]);
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      for (const end of ends.filter(Boolean))
        expect(end).toMatchObject({ code: "conflict", about: "debitBatch" });
    }
  });
});

test("two files over the same fees at once: one is built, the other reads a conflict, ten times", async () => {
  for (let round = 0; round < 10; round++) {
    await dueFee(world);
    const seen = await previewBatch(maker(world), {});
    const ends = await Promise.all([
      failureOf(proposeBatch(maker(world), seen)),
      failureOf(proposeBatch(checker(world), seen)),
    ]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    expect(ends.find(Boolean)).toMatchObject({ code: "conflict" });
    const [lines] = await world.sql`
      select max(open) as open from (select count(*)::int as open from debit_lines where open group by fee_id) counted`;
    expect(lines).toEqual({ open: 1 });
  }
});

test("cash while a file is being built: one of the two happens, twenty times", async () => {
  for (let round = 0; round < 20; round++) {
    const feeId = await dueFee(world);
    const seen = await previewBatch(maker(world), {});
    const [built, paid] = await Promise.all([
      failureOf(proposeBatch(maker(world), seen)),
      failureOf(pay(world, feeId)),
    ]);
    expect([built, paid].filter((end) => end === undefined)).toHaveLength(1);
    expect((built ?? paid)?.code).toBe("conflict");
    if (!paid) continue;
    const [batch] = await world.sql`select id, maker_id from debit_batches where state = 'proposed'`;
    await withdrawBatch(maker(world), { batchId: batch?.id });
  }
});

describe("a file that is given up", () => {
  test.each<[how: string, end: (batchId: string) => Promise<unknown>]>([
    ["withdrawn", (batchId) => withdrawBatch(maker(world), { batchId })],
    ["turned down", (batchId) => turnDownBatch(checker(world), { batchId, note: "x" })],
    [
      "cancelled before it is sent",
      async (batchId) => {
        await approveBatch(checker(world), { batchId });
        await cancelBatch(maker(world), { batchId, reason: "x" });
      },
    ],
  ])("%s bills nobody, and lets its fees into the next", async (_, end) => {
    const feeId = await dueFee(world);
    const batchId = await proposedBatch(world);
    expect(await failureOf(pay(world, feeId))).toMatchObject({ code: "conflict", about: "debitOpen" });
    expect((await previewBatch(maker(world), {})).recordCount).toBe(0);
    await end(batchId);
    expect(await ledgerOf(world, feeId)).toBe("assessed");
    expect((await previewBatch(maker(world), {})).recordCount).toBe(1);
    expect(await failureOf(pay(world, feeId))).toBeUndefined();
  });

  test("is not given up once it is sent, nor sent on its debit date", async () => {
    await dueFee(world);
    const late = await approvedBatch(world);
    world.setNow("2026-11-27T08:00:00+09:00");
    expect(await failureOf(sendBatch(maker(world), { batchId: late }))).toMatchObject({ about: "debitLate" });
    world.setNow("2026-11-26T23:59:59+09:00");
    await sendBatch(maker(world), { batchId: late });
    expect(await failureOf(cancelBatch(maker(world), { batchId: late, reason: "x" }))).toMatchObject({
      about: "debitBatch",
    });
  });
});
