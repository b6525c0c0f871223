import { z } from "zod";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { endRequest, requestChange, requestOf } from "./request.ts";

const input = z.object({ requestId: idInput });

/** Takes back a request that waits. Fails with `forbidden` for all but its maker, `conflict` if already decided. */
export const withdrawTokenRequest = command<typeof input, { requestId: string }, StaffActor>({
  name: "token.withdraw_request",
  permit: "token.stop",
  input,
  async run({ tx, actor, now, scope }, { requestId }) {
    const request = await requestOf(tx, scope, requestId);
    if (request.makerId !== actor.id) fail("forbidden", "onlyItsMaker");
    const ended = await endRequest({ tx, now }, request, { event: "withdraw" });
    return { result: { requestId }, change: requestChange(ended, { from: request.state, reason: null }) };
  },
});
