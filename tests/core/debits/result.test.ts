import { beforeEach, describe, expect, test } from "vitest";
import { listOfFailedFees } from "#core/debits/list.ts";
import { previewBatch } from "#core/debits/preview.ts";
import { readBatch } from "#core/debits/read.ts";
import { settleBatch } from "#core/debits/settle.ts";
import { readHome } from "#core/home/read.ts";
import { pay } from "#tests/core/fees/made.ts";
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
  sentBatch,
} from "./desk.ts";
import { answerTo, patched } from "./requests.ts";
import { readZengin } from "./zengin-reader.ts";

const world = withWorld();

beforeEach(() => nothingDue(world));

describe("a result", () => {
  const settle = (batchId: string, bytes: Uint8Array) => settleBatch(maker(world), { batchId, bytes });

  test("collects what was debited and lets the rest fail; read twice it changes nothing", async () => {
    const [good, bad] = [await dueFee(world), await dueFee(world)];
    const batchId = await sentBatch(world);
    expect(await ledgerOf(world, good)).toBe("assessed billed");
    const { lines } = await readBatch(maker(world), { batchId });
    const told = answerTo(
      await fileOf(world, batchId),
      lines.rows.map(({ feeId }) => (feeId === good ? "debited" : "insufficient")),
    );
    expect(await settle(batchId, told)).toEqual({ outcome: "settled" });
    expect(await ledgerOf(world, good)).toBe("assessed billed collected");
    expect(await ledgerOf(world, bad)).toBe("assessed billed debit_failed");
    expect(await readBatch(maker(world), { batchId, result: "failed" })).toMatchObject({
      state: "settled",
      debitedCount: 1,
      debitedYen: 1100,
      failedCount: 1,
      failedYen: 1100,
      lines: { total: 1, rows: [{ feeId: bad, result: "insufficient" }] },
    });
    const before = await world.everything();
    expect(await settle(batchId, told)).toEqual({ outcome: "known" });
    const other = answerTo(await fileOf(world, batchId), ["debited", "debited"]);
    expect(await failureOf(settle(batchId, other))).toMatchObject({
      code: "conflict",
      about: "debitSettled",
    });
    expect(await world.everything()).toBe(before);
    expect((await previewBatch(maker(world), {})).recordCount).toBe(1);
  });

  test("that does not fit changes nothing, and says which record", async () => {
    await dueFee(world);
    const batchId = await sentBatch(world);
    const file = await fileOf(world, batchId);
    const before = await world.everything();
    const wrong = answerTo(file, ["debited"], (lines) =>
      lines.with(1, patched(lines[1] ?? "", 81, "0000001101")),
    );
    expect(await settle(batchId, wrong)).toMatchObject({
      outcome: "refused",
      refusal: { code: "debitResult.changed", values: { record: "2" } },
    });
    expect(await settle(batchId, Buffer.from("x"))).toMatchObject({
      refusal: { code: "debitResult.length" },
    });
    expect(await world.everything()).toBe(before);
  });

  test("of a file that is not out is a conflict", async () => {
    await dueFee(world);
    const batchId = await approvedBatch(world);
    const told = answerTo(await fileOf(world, batchId), ["debited"]);
    expect(await failureOf(settle(batchId, told))).toMatchObject({ code: "conflict", about: "debitNotSent" });
  });

  test("read by two at once is read once, ten times", async () => {
    for (let round = 0; round < 10; round++) {
      const feeId = await dueFee(world);
      const batchId = await sentBatch(world);
      const told = answerTo(await fileOf(world, batchId), ["debited"]);
      const ends = await Promise.all([
        settle(batchId, told),
        settleBatch(checker(world), { batchId, bytes: told }),
      ]);
      expect(ends.map(({ outcome }) => outcome).sort()).toEqual(["known", "settled"]);
      expect(await ledgerOf(world, feeId)).toBe("assessed billed collected");
    }
  });

  test("that fails is billed again in the next file, up to the setting, then a person has to see to it", async () => {
    const feeId = await dueFee(world);
    await world.sql`update settings set debit_tries = 2`;
    for (const attempt of [1, 2]) {
      const batchId = await sentBatch(world);
      const { lines } = await readBatch(maker(world), { batchId });
      expect(lines.rows).toMatchObject([{ feeId, attempt, newCode: attempt === 1 ? "first" : "other" }]);
      expect((await listOfFailedFees(maker(world), {})).total).toBe(0);
      await settle(batchId, answerTo(await fileOf(world, batchId), ["insufficient"]));
    }
    expect((await previewBatch(maker(world), {})).refused).toMatchObject([{ obstacle: "tries" }]);
    expect(await listOfFailedFees(world.as("auditor"), {})).toMatchObject({
      tries: 2,
      total: 1,
      rows: [{ feeId, attempt: 2, result: "insufficient", dueYen: 1100 }],
    });
    const { queues } = await readHome(maker(world), {});
    expect(queues).toContainEqual(expect.objectContaining({ queue: "debit_failed", count: 1 }));
    await pay(world, feeId);
    expect((await listOfFailedFees(maker(world), {})).total).toBe(0);
    await world.sql`update settings set debit_tries = 3`;
  });

  test("debits the account as of the type that the form says of it", async () => {
    const feeId = await dueFee(world);
    await world.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`update forms set debit_account_type = 'current' where id = (
        select o.form_id from orders o join fees f on f.order_id = o.id where f.id = ${feeId})`;
    });
    const { records } = readZengin(await fileOf(world, await proposedBatch(world)));
    expect(records).toMatchObject([{ accountNumber: "0123456", accountType: "2" }]);
  });

  test("lets the next file say that the account has changed", async () => {
    const feeId = await dueFee(world);
    const batchId = await sentBatch(world);
    await settle(batchId, answerTo(await fileOf(world, batchId), ["no_account"]));
    await world.sql`update contracts set account_number = '7654321', account_type = 'current'
      where id = (select contract_id from fees where id = ${feeId})`;
    const { records } = readZengin(await fileOf(world, await proposedBatch(world)));
    expect(records).toMatchObject([{ newCode: "2", accountNumber: "7654321", accountType: "2" }]);
  });
});
