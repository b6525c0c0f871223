import { z } from "zod";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { auditOf, batchOf, moveBatch } from "./change.ts";

const input = z.object({ batchId: idInput });

/** Takes back a file that waits. Fails with `forbidden` for all but its maker, `conflict` if already decided. */
export const withdrawBatch = command<typeof input, { batchId: string }, StaffActor>({
  name: "debit.withdraw",
  permit: "debit.propose",
  input,
  async run({ tx, actor, now }, { batchId }) {
    const batch = await batchOf(tx, batchId);
    if (batch.makerId !== actor.id) fail("forbidden", "onlyItsMaker");
    const ended = await moveBatch(tx, batch, "withdraw", { decidedAt: now });
    return { result: { batchId }, change: auditOf(ended, { from: batch.state }) };
  },
});
