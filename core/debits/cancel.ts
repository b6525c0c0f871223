import { z } from "zod";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { reasonInput } from "../forms/input.ts";
import { idInput } from "../input.ts";
import { auditOf, batchOf, moveBatch } from "./change.ts";

const input = z.object({ batchId: idInput, reason: reasonInput });

/** Gives up an approved file that was not handed over: it bills nobody. Fails with `conflict` once it is sent. */
export const cancelBatch = command<typeof input, { batchId: string }, StaffActor>({
  name: "debit.cancel",
  permit: "debit.propose",
  fresh: true,
  input,
  async run({ tx, actor, now }, { batchId, reason }) {
    const batch = await batchOf(tx, batchId);
    const values = { cancelledBy: actor.id, cancelledAt: now, cancelReason: reason };
    const cancelled = await moveBatch(tx, batch, "cancel", values);
    return { result: { batchId }, change: auditOf(cancelled, { from: batch.state, reason }) };
  },
});
