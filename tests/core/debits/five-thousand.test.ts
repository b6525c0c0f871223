import { expect, test } from "vitest";
import { readBatch } from "#core/debits/read.ts";
import { settleBatch } from "#core/debits/settle.ts";
import { withWorld } from "#tests/support/world.ts";
import { fileOf, maker, manyDueFees, sentBatch, setConsignor } from "./desk.ts";
import { answerTo } from "./requests.ts";
import { readZengin } from "./zengin-reader.ts";

const world = withWorld();
const records = 5_000;

/** The holders that the fees are made with, as the file is to have them: by hand. */
const holders = ["ﾔﾏﾀﾞ ﾊﾅｺ", "ｵ-ﾉ ｷﾖｳｺ", "ｳﾞｱﾝﾀﾞﾑ", "ｶﾞﾂｷ- ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ", "ｶ)ｼﾖｳﾜ"];

test("a file of 5,000 records is right in every byte, and its result, read twice, is entered once", async () => {
  await setConsignor(world);
  await manyDueFees(world, records);
  const batchId = await sentBatch(world);
  const file = await fileOf(world, batchId);
  expect(file.length).toBe((records + 3) * 122);

  const read = readZengin(file);
  expect(read.header).toMatchObject({ consignorCode: "0000012345", bankName: "ﾊﾏｼﾝ", branchName: "ﾎﾝﾃﾝ" });
  const expected = Array.from({ length: records }, (_, nth) => nth + 1)
    .map((n) => ({
      bankCode: "1501",
      branchCode: n % 3 === 0 ? "002" : "001",
      branchName: "ｼﾃﾝ",
      accountType: "1",
      accountNumber: String(((n * 37) % 9_999_999) + 1).padStart(7, "0"),
      holder: holders[n % 5],
      amount: 1100 + (n % 7),
      newCode: "1",
      contractorId: String(30_000_000_000 + n),
      result: "0",
    }))
    .sort((one, other) =>
      `${one.branchCode}${one.contractorId}` < `${other.branchCode}${other.contractorId}` ? -1 : 1,
    );
  const found = read.records.map(({ kind, bankName, gap, rest, customerNumber, ...record }) => ({
    ...record,
    contractorId: customerNumber.slice(0, 11),
  }));
  expect(found).toEqual(expected);
  const sum = expected.reduce((yen, { amount }) => yen + amount, 0);
  expect(read.trailer).toMatchObject({ count: records, amount: sum, debited: [0, 0], failed: [0, 0] });

  const results = expected.map((_, nth) => (nth % 10 === 0 ? "insufficient" : "debited"));
  const told = answerTo(file, results);
  expect(await settleBatch(maker(world), { batchId, bytes: told })).toEqual({ outcome: "settled" });
  const [entered] = await world.sql`
    select count(*) filter (where kind = 'billed')::int as billed, count(*) filter (where kind = 'collected')::int as
      collected, count(*) filter (where kind = 'debit_failed')::int as failed,
      sum(amount_yen) filter (where kind in ('collected', 'debit_failed'))::int as yen from fee_entries`;
  expect(entered).toEqual({ billed: records, collected: records * 0.9, failed: records * 0.1, yen: sum });
  const { debitedCount, failedCount } = await readBatch(maker(world), { batchId });
  expect([debitedCount, failedCount]).toEqual([records * 0.9, records * 0.1]);

  const answer = readZengin(told);
  expect(answer.trailer.failed[0]).toBe(failedCount);
  const before = await world.sql`select count(*), max(entered_at) from fee_entries`;
  expect(await settleBatch(maker(world), { batchId, bytes: told })).toEqual({ outcome: "known" });
  expect(await world.sql`select count(*), max(entered_at) from fee_entries`).toEqual(before);
  expect(Buffer.compare(await fileOf(world, batchId), file)).toBe(0);
}, 120_000);
