import { createHash } from "node:crypto";
import { z } from "zod";
import { insertBatch } from "#db/debits.ts";
import type { StaffActor } from "../actor.ts";
import { japanDay } from "../clock.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { dayInput } from "../day.ts";
import { fail, failField } from "../errors.ts";
import { auditOf } from "./change.ts";
import { nextBusinessDay } from "./debit-date.ts";
import { debitFile } from "./file.ts";
import { prepareBatch } from "./prepare.ts";

const input = z.object({
  untilOn: dayInput("debit.day"),
  debitOn: dayInput("debit.day"),
  /** What the preview said, so that nobody builds what they have not seen. */
  recordCount: z.coerce.number().int(),
  amountYen: z.coerce.number().int(),
});

const proposeCommand = command<typeof input, { batchId: string }, StaffActor>({
  name: "debit.propose",
  permit: "debit.propose",
  input,
  async run({ tx, actor, now }, { untilOn, debitOn: asked, ...seen }) {
    if (untilOn > japanDay(now)) failField("untilOn", "debit.future");
    if (asked <= japanDay(now)) failField("debitOn", "debit.past");
    const { consignor, records, amountYen } = await prepareBatch(tx, untilOn);
    if (!consignor) return fail("conflict", "debitSettings");
    if (records.length === 0) fail("conflict", "debitNothing");
    if (records.length !== seen.recordCount || amountYen !== seen.amountYen) fail("conflict", "debitMoved");
    const debitOn = nextBusinessDay(asked);
    const file = Buffer.from(debitFile({ consignor, debitOn, records }));
    const batch = await insertBatch(
      tx,
      {
        untilOn,
        debitOn,
        recordCount: records.length,
        amountYen,
        file,
        fileSha256: createHash("sha256").update(file).digest("hex"),
        makerId: actor.id,
        proposedAt: now,
      },
      records,
    );
    return { result: { batchId: batch.id }, change: auditOf(batch) };
  },
});

/**
 * Builds the file of what is due, once and for all, and asks for its approval. Its fees are in no other file until it is
 * over. Fails with `conflict` where the preview no longer holds, or another file was quicker.
 */
export const proposeBatch: typeof proposeCommand = (context, batch) =>
  explained(proposeCommand(context, batch));
