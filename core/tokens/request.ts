import type { Tx } from "#db/client.ts";
import type { BranchScope } from "#db/scope.ts";
import {
  findTokenRequest,
  type NamedTokenRequest,
  saveTokenRequest,
  type TokenRequest,
} from "#db/token-requests.ts";
import type { Change } from "../command.ts";
import { fail } from "../errors.ts";
import { type Decision, decided } from "../proposals/decision.ts";
import type { ProposalState } from "../proposals/rules.ts";

/** What the audit keeps of a step of a request, which people know by the first of its serials. */
export function requestChange(
  request: TokenRequest & { serial: string },
  { from, reason, ...facts }: { from?: ProposalState; reason: string | null; leftOut?: number },
): Change {
  const { id, move, state, tokenCount, branchCode, serial, makerId, checkerId } = request;
  return {
    subject: { kind: "token_request", id, label: tokenCount === 1 ? serial : `${serial} +${tokenCount - 1}` },
    branchCode,
    ...(from && { before: { state: from } }),
    after: { state, move, tokenCount, ...facts },
    reason,
    makerId,
    checkerId,
  };
}

/** A request that the actor may decide or withdraw. Fails with `not_found`. */
export async function requestOf(tx: Tx, scope: BranchScope, id: string): Promise<NamedTokenRequest> {
  return (await findTokenRequest(tx, scope, id)) ?? fail("not_found", "tokenRequest");
}

/** Ends the wait of a request. Fails with `conflict` where it waits no more. */
export async function endRequest(
  { tx, now }: { tx: Tx; now: Date },
  request: NamedTokenRequest,
  decision: Decision,
): Promise<NamedTokenRequest> {
  const about = "tokenRequest";
  const ended = await saveTokenRequest(tx, request, decided(request, decision, { at: now, about }));
  return ended ? { ...request, ...ended } : fail("conflict", about);
}
