import { z } from "zod";
import { listLineFees } from "#db/debits.ts";
import { insertFeeEntries } from "#db/fees.ts";
import type { StaffActor } from "../actor.ts";
import { japanDay } from "../clock.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { auditOf, batchOf, moveBatch } from "./change.ts";

const input = z.object({ batchId: idInput });

const sendCommand = command<typeof input, { batchId: string }, StaffActor>({
  name: "debit.send",
  permit: "debit.propose",
  fresh: true,
  input,
  async run({ tx, actor, now }, { batchId }) {
    const batch = await batchOf(tx, batchId);
    if (batch.state === "approved" && batch.debitOn <= japanDay(now)) fail("conflict", "debitLate");
    const sent = await moveBatch(tx, batch, "send", { sentBy: actor.id, sentAt: now });
    const fees = await listLineFees(tx, batchId);
    await insertFeeEntries(
      tx,
      fees.map(({ feeId, amountYen }) => ({
        feeId,
        amountYen,
        kind: "billed",
        debitBatchId: batchId,
        enteredBy: actor.id,
        enteredAt: now,
      })),
    );
    return { result: { batchId }, change: auditOf(sent, { from: batch.state }) };
  },
});

/**
 * Records that an approved file was handed over: each of its fees is billed in the same moment. Fails with `conflict`
 * from the debit date on, and where a fee is no longer what the file asks for.
 */
export const sendBatch: typeof sendCommand = (context, batch) => explained(sendCommand(context, batch));
