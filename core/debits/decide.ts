import { z } from "zod";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { reasonInput } from "../forms/input.ts";
import { idInput } from "../input.ts";
import { auditOf, batchOf, moveBatch } from "./change.ts";

const approveInput = z.object({ batchId: idInput });

const approveCommand = command<typeof approveInput, { batchId: string }, StaffActor>({
  name: "debit.approve",
  permit: "debit.decide",
  fresh: true,
  input: approveInput,
  async run({ tx, actor, now }, { batchId }) {
    const batch = await batchOf(tx, batchId);
    if (batch.makerId === actor.id) fail("forbidden", "fourEyes");
    const approved = await moveBatch(tx, batch, "approve", { checkerId: actor.id, decidedAt: now });
    return { result: { batchId }, change: auditOf(approved, { from: batch.state }) };
  },
});

/** Lets a file that someone else built leave the house. Fails with `forbidden` for its maker, `conflict` if decided. */
export const approveBatch: typeof approveCommand = (context, batch) =>
  explained(approveCommand(context, batch));

const turnDownInput = z.object({ batchId: idInput, note: reasonInput });

const turnDownCommand = command<typeof turnDownInput, { batchId: string }, StaffActor>({
  name: "debit.turn_down",
  permit: "debit.decide",
  fresh: true,
  input: turnDownInput,
  async run({ tx, actor, now }, { batchId, note }) {
    const batch = await batchOf(tx, batchId);
    if (batch.makerId === actor.id) fail("forbidden", "fourEyes");
    const decision = { checkerId: actor.id, decidedAt: now, decisionNote: note };
    const ended = await moveBatch(tx, batch, "turn_down", decision);
    return { result: { batchId }, change: auditOf(ended, { from: batch.state, reason: note }) };
  },
});

/** Turns a file down, with a note why: its fees may be in another. Fails like the approval. */
export const turnDownBatch: typeof turnDownCommand = (context, batch) =>
  explained(turnDownCommand(context, batch));
