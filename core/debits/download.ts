import { z } from "zod";
import { findBatchFile } from "#db/debits.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { auditOf, batchOf } from "./change.ts";
import { releasedDebitStates } from "./rules.ts";

const input = z.object({ batchId: idInput });

/** The file's bytes, always the same, for whoever hands it over; on record. Fails with `conflict` before its approval. */
export const downloadBatch = command<typeof input, { number: number; file: Buffer }, StaffActor>({
  name: "debit.download",
  permit: "debit.propose",
  input,
  async run({ tx }, { batchId }) {
    const batch = await batchOf(tx, batchId);
    if (!releasedDebitStates.some((state) => state === batch.state)) fail("conflict", "debitNotApproved");
    const found = (await findBatchFile(tx, batchId)) ?? fail("not_found", "debitBatch");
    return { result: { number: batch.number, file: found.file }, change: auditOf(batch) };
  },
});
