import type { Tx } from "#db/client.ts";
import type { FeeRequest } from "#db/fee-requests.ts";
import { saveFeeRequest } from "#db/fee-requests.ts";
import type { Change } from "../command.ts";
import { fail } from "../errors.ts";
import { type Decision, decided } from "../proposals/decision.ts";
import type { ProposalState } from "../proposals/rules.ts";

/** What happened to a fee, for the audit; people know it by its order's number. */
export function feeChange(
  fee: { id: string; orderNumber: number; contractId: string; branchCode: string },
  change: Pick<Change, "before" | "after" | "reason" | "makerId" | "checkerId">,
): Change {
  const { id, orderNumber, contractId, branchCode } = fee;
  return { subject: { kind: "fee", id, label: String(orderNumber) }, contractId, branchCode, ...change };
}

/** What the audit keeps of a step of a waiver or a refund, under its fee. */
export function requestChange(
  request: Omit<FeeRequest, "contractorId" | "makerName" | "checkerName">,
  { from, reason }: { from?: ProposalState; reason: string | null },
): Change {
  const { feeId, kind, amountYen, state, makerId, checkerId } = request;
  return feeChange(
    { ...request, id: feeId },
    {
      ...(from && { before: { proposal: from } }),
      after: { proposal: state, feeRequest: kind, amountYen },
      reason,
      makerId,
      checkerId,
    },
  );
}

/** Ends the wait of a request. Fails with `conflict` where it waits no more. */
export async function endRequest(
  { tx, now }: { tx: Tx; now: Date },
  request: FeeRequest,
  decision: Decision,
): Promise<FeeRequest> {
  const about = "feeRequest";
  const ended = await saveFeeRequest(tx, request, decided(request, decision, { at: now, about }));
  return ended ? { ...request, ...ended } : fail("conflict", about);
}
