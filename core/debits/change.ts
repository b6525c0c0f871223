import type { Tx } from "#db/client.ts";
import { type DebitBatch, findBatch, saveBatch } from "#db/debits.ts";
import type { Change } from "../command.ts";
import { fail } from "../errors.ts";
import { follow } from "../transitions.ts";
import { type DebitEvent, type DebitState, debitTransitions } from "./rules.ts";

/** What the audit keeps of a step of a direct debit file, which people know by its number. */
export function auditOf(
  batch: DebitBatch,
  { from, ...after }: { from?: DebitState; reason?: string } = {},
): Change {
  const { id, number, state, recordCount, amountYen, debitOn, fileSha256, makerId, checkerId } = batch;
  const { reason, ...facts } = after;
  return {
    subject: { kind: "debit_batch", id, label: String(number) },
    ...(from && { before: { state: from } }),
    after: { state, debitOn, recordCount, amountYen, fileSha256, ...facts },
    reason: reason ?? null,
    makerId,
    checkerId,
  };
}

export async function batchOf(tx: Tx, batchId: string): Promise<DebitBatch> {
  return (await findBatch(tx, batchId)) ?? fail("not_found", "debitBatch");
}

/** Moves a file on. Fails with `conflict` where its state does not allow it, or somebody was quicker. */
export async function moveBatch(
  tx: Tx,
  batch: DebitBatch,
  event: DebitEvent,
  values: Parameters<typeof saveBatch>[2],
): Promise<DebitBatch> {
  const state = follow(debitTransitions, batch.state, event) ?? fail("conflict", "debitBatch");
  return (await saveBatch(tx, batch, { ...values, state })) ?? fail("conflict", "debitBatch");
}
