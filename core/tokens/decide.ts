import { z } from "zod";
import { findTokensOfRequest, lockContractsOf } from "#db/token-moves.ts";
import { inPlaceOf, type StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { reasonInput } from "../forms/input.ts";
import { mayDecide } from "../forms/rules.ts";
import { idInput } from "../input.ts";
import { moveAll } from "./move.ts";
import { endRequest, requestChange, requestOf } from "./request.ts";
import { moveRefusal } from "./rules.ts";

const approveInput = z.object({ requestId: idInput });

/** How many of a request's tokens have moved, and how many had moved on by themselves. */
export type Approved = { requestId: string; moved: number; leftOut: number };

const approveCommand = command<typeof approveInput, Approved, StaffActor>({
  name: "token.approve_request",
  permit: "token.decide",
  fresh: true,
  input: approveInput,
  async run({ tx, actor, now, scope }, { requestId }) {
    const request = await requestOf(tx, scope, requestId);
    if (!mayDecide(request, actor.id, inPlaceOf(actor, request.branchCode))) fail("forbidden", "fourEyes");
    const approved = await endRequest({ tx, now }, request, { event: "approve", checkerId: actor.id });
    const { move, reason, makerId } = request;
    const asked = (await findTokensOfRequest(tx, requestId)).map(({ id }) => id);
    if (move === "reopen") await lockContractsOf(tx, asked);
    const tokens = (await findTokensOfRequest(tx, requestId)).filter((token) => !moveRefusal(move, token));
    const [leftOut, moved] = [asked.length - tokens.length, tokens.length];
    if (moved === 0) fail("conflict", "tokensMovedOn");
    const moves = await moveAll(tx, tokens, move, { reason });
    return {
      result: { requestId, moved, leftOut },
      change: [
        requestChange(approved, { from: request.state, reason: null, ...(leftOut > 0 && { leftOut }) }),
        ...moves.map((change) => ({ ...change, makerId, checkerId: actor.id })),
      ],
    };
  },
});

/**
 * Approves a request that someone else made: its tokens move at once, but for those that may not any more. Fails with
 * `forbidden` for its maker, with `conflict` if already decided, or if none of its tokens may move.
 */
export const approveTokenRequest: typeof approveCommand = (context, request) =>
  explained(approveCommand(context, request));

const turnDownInput = z.object({ requestId: idInput, note: reasonInput });

const turnDownCommand = command<typeof turnDownInput, { requestId: string }, StaffActor>({
  name: "token.turn_down_request",
  permit: "token.decide",
  fresh: true,
  input: turnDownInput,
  async run({ tx, actor, now, scope }, { requestId, note }) {
    const request = await requestOf(tx, scope, requestId);
    if (!mayDecide(request, actor.id, inPlaceOf(actor, request.branchCode))) fail("forbidden", "fourEyes");
    const decision = { event: "turn_down", checkerId: actor.id, decisionNote: note } as const;
    const ended = await endRequest({ tx, now }, request, decision);
    return { result: { requestId }, change: requestChange(ended, { from: request.state, reason: note }) };
  },
});

/** Turns a request down, with a note why. Fails like the approval. */
export const turnDownTokenRequest: typeof turnDownCommand = (context, request) =>
  explained(turnDownCommand(context, request));
