import { createHash } from "node:crypto";
import { z } from "zod";
import { findBatchFile, listLineFees, lockBatch, saveResults } from "#db/debits.ts";
import { insertFeeEntries } from "#db/fees.ts";
import type { Context, StaffActor } from "../actor.ts";
import { command, query } from "../command.ts";
import { explained } from "../conflict.ts";
import { Failure, fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { auditOf, moveBatch } from "./change.ts";
import { type ResultRefusal, readResult } from "./result.ts";
import { debitResults } from "./rules.ts";

/** What reading a result file came to; `known`: it had been read before, and nothing changed. */
export type Settlement =
  | { outcome: "settled" }
  | { outcome: "known" }
  | { outcome: "refused"; refusal: ResultRefusal };

const fileInput = z.object({ batchId: idInput, bytes: z.instanceof(Uint8Array) });

/** The file as it was sent, and the result that was read back, if one was. */
const openBatch = query({
  permit: "debit.propose",
  fresh: true,
  input: fileInput,
  run: async ({ db }, { batchId }) => (await findBatchFile(db, batchId)) ?? fail("not_found", "debitBatch"),
});

const settleInput = z.object({
  batchId: idInput,
  file: z.instanceof(Uint8Array),
  sha256: z.string(),
  results: z.map(z.string(), z.enum(debitResults)),
});

const settleCommand = command<typeof settleInput, void, StaffActor>({
  name: "debit.settle",
  permit: "debit.propose",
  fresh: true,
  input: settleInput,
  async run({ tx, actor, now }, { batchId, file, sha256, results }) {
    const batch = (await lockBatch(tx, batchId)) ?? fail("not_found", "debitBatch");
    if (batch.state !== "sent") fail("conflict", "debitBatch");
    await saveResults(tx, batchId, results);
    const fees = await listLineFees(tx, batchId);
    const own = { debitBatchId: batchId, enteredBy: actor.id, enteredAt: now };
    await insertFeeEntries(
      tx,
      fees.map(({ feeId, amountYen, result }) =>
        result === "debited"
          ? { ...own, feeId, amountYen, kind: "collected", way: "debit" }
          : { ...own, feeId, amountYen, kind: "debit_failed" },
      ),
    );
    const debited = fees.filter(({ result }) => result === "debited");
    const debitedYen = debited.reduce((sum, { amountYen }) => sum + amountYen, 0);
    const sums = {
      debitedCount: debited.length,
      debitedYen,
      failedCount: fees.length - debited.length,
      failedYen: batch.amountYen - debitedYen,
    };
    const settled = await moveBatch(tx, batch, "settle", {
      ...sums,
      settledBy: actor.id,
      settledAt: now,
      resultFile: Buffer.from(file),
      resultSha256: sha256,
    });
    return { result: undefined, change: auditOf(settled, { from: batch.state, ...sums }) };
  },
});

/**
 * Reads the result of a sent file: every fee of it is collected or has failed, in one transaction. A file that does not
 * fit is refused and changes nothing; the same one again, also at the same moment, changes nothing either. Fails with
 * `conflict` where the batch is not out, or was settled by another file.
 */
export async function settleBatch(context: Context<StaffActor>, given: unknown): Promise<Settlement> {
  const batch = await openBatch(context, given);
  const { batchId, bytes } = fileInput.parse(given);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (batch.resultSha256 === sha256) return { outcome: "known" };
  if (batch.state !== "sent")
    return fail("conflict", batch.state === "settled" ? "debitSettled" : "debitNotSent");
  const read = readResult(batch.file, bytes);
  if ("refusal" in read) return { outcome: "refused", refusal: read.refusal };
  try {
    await explained(settleCommand(context, { batchId, file: bytes, sha256, results: new Map(read.results) }));
    return { outcome: "settled" };
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "conflict") throw error;
    if ((await openBatch(context, given)).resultSha256 !== sha256) throw error;
    return { outcome: "known" };
  }
}
