import { askForFee } from "#core/fees/ask.ts";
import { closeDueMonths } from "#core/fees/close-due-months.ts";
import { collectCash } from "#core/fees/collect.ts";
import { approveFeeRequest } from "#core/fees/decide.ts";
import type { FeeRequestKind } from "#core/fees/rules.ts";
import { standingOf, sumsOf } from "#core/fees/rules.ts";
import type { ReissueReason } from "#core/forms/rules.ts";
import { connect } from "#db/client.ts";
import { listFeeEntries } from "#db/fees.ts";
import { approved, type World } from "#tests/support/world.ts";

/** The fee of a reissue approved at the world's present moment. */
export async function assessed(world: World, { branch = "001", reason = "lost" as ReissueReason } = {}) {
  const { orderId } = await approved(world, await world.registered({ branch }), "reissue", reason);
  const [fee] = await world.sql`select id from fees where order_id = ${orderId}`;
  return { orderId, feeId: String(fee?.id) };
}

/** What its ledger comes to, and the kinds of its entries in their order. */
export async function standing(world: World, feeId: string) {
  const entries = await listFeeEntries(world.db, feeId);
  return { ...standingOf(sumsOf(entries)), kinds: entries.map(({ kind }) => kind) };
}

export async function pay(world: World, feeId: string, counted = 1100) {
  return collectCash(world.as("clerk"), { feeId, counted });
}

/** Asked for by the branch's approver. */
export async function ask(world: World, feeId: string, kind: FeeRequestKind) {
  return askForFee(world.as("approver"), { feeId, kind, reason: "当金庫の手違い" });
}

/** Asked for, and approved by a manager. */
export async function grant(world: World, feeId: string, kind: FeeRequestKind) {
  const { requestId } = await ask(world, feeId, kind);
  return approveFeeRequest(world.as("manager"), { requestId });
}

/** Sends a debit of what is due, or reads what came of it. */
export async function debit(world: World, feeId: string, step: "billed" | "collected" | "debit_failed") {
  const { dueYen, underDebitYen } = await standing(world, feeId);
  await world.sql`insert into fee_entries (id, fee_id, kind, way, amount_yen, entered_at)
    values (gen_random_uuid(), ${feeId}, ${step}, ${step === "collected" ? "debit" : null},
      ${step === "billed" ? dueYen : underDebitYen}, ${world.now})`;
}

/** What the job of the queue does at a moment: every month whose day has come is closed. */
export async function closeMonths(world: World, at: string): Promise<void> {
  const actor = { kind: "system", id: null, name: "jobs" } as const;
  const { db, close } = connect(world.url, { role: "jobs", max: 1 });
  await closeDueMonths({ ...world.as("manager"), actor, db, now: new Date(at) }).finally(close);
}
