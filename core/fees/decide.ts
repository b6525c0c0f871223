import { z } from "zod";
import { type FeeRequest, findFeeRequest } from "#db/fee-requests.ts";
import { insertFeeEntry, listFeeEntries } from "#db/fees.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { reasonInput } from "../forms/input.ts";
import { idInput } from "../input.ts";
import { endRequest, requestChange } from "./change.ts";
import { askableYen, entriesOf, standingOf, sumsOf } from "./rules.ts";

type Decided = { requestId: string; feeId: string };

const approveInput = z.object({ requestId: idInput });

const approveCommand = command<typeof approveInput, Decided, StaffActor>({
  name: "fee.approve_request",
  permit: "fee.decide",
  fresh: true,
  input: approveInput,
  async run({ tx, actor, now, scope }, { requestId }) {
    const request = (await findFeeRequest(tx, scope, requestId)) ?? fail("not_found", "feeRequest");
    if (request.makerId === actor.id) fail("forbidden", "fourEyes");
    const approved = await endRequest({ tx, now }, request, { event: "approve", checkerId: actor.id });
    const standing = standingOf(sumsOf(await listFeeEntries(tx, request.feeId)));
    if (askableYen(request.kind, standing) !== request.amountYen) fail("conflict", "fee");
    for (const entry of entriesOf(request, standing)) {
      await insertFeeEntry(tx, {
        ...entry,
        feeId: request.feeId,
        requestId,
        note: request.reason,
        enteredBy: actor.id,
        enteredAt: now,
      });
    }
    return decided(request, approved, null);
  },
});

/**
 * Approves what someone else asked for: it is in the ledger at once. Fails with `forbidden` for its maker, with
 * `conflict` if already decided, or where another sum than was asked for is due or paid by now.
 */
export const approveFeeRequest: typeof approveCommand = (context, request) =>
  explained(approveCommand(context, request));

const turnDownInput = z.object({ requestId: idInput, note: reasonInput });

const turnDownCommand = command<typeof turnDownInput, Decided, StaffActor>({
  name: "fee.turn_down_request",
  permit: "fee.decide",
  fresh: true,
  input: turnDownInput,
  async run({ tx, actor, now, scope }, { requestId, note }) {
    const request = (await findFeeRequest(tx, scope, requestId)) ?? fail("not_found", "feeRequest");
    if (request.makerId === actor.id) fail("forbidden", "fourEyes");
    const decision = { event: "turn_down", checkerId: actor.id, decisionNote: note } as const;
    return decided(request, await endRequest({ tx, now }, request, decision), note);
  },
});

/** Turns a request down, with a note why. Fails like the approval. */
export const turnDownFeeRequest: typeof turnDownCommand = (context, request) =>
  explained(turnDownCommand(context, request));

function decided(was: FeeRequest, request: FeeRequest, reason: string | null) {
  return {
    result: { requestId: request.id, feeId: request.feeId },
    change: requestChange(request, { from: was.state, reason }),
  };
}
