import { z } from "zod";
import { findFeeRequest } from "#db/fee-requests.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { endRequest, requestChange } from "./change.ts";

const input = z.object({ requestId: idInput });

/** Takes back a request that waits. Fails with `forbidden` for all but its maker, `conflict` if already decided. */
export const withdrawFeeRequest = command<typeof input, { requestId: string; feeId: string }, StaffActor>({
  name: "fee.withdraw_request",
  permit: "fee.ask",
  input,
  async run({ tx, actor, now, scope }, { requestId }) {
    const request = (await findFeeRequest(tx, scope, requestId)) ?? fail("not_found", "feeRequest");
    if (request.makerId !== actor.id) fail("forbidden", "onlyItsMaker");
    const ended = await endRequest({ tx, now }, request, { event: "withdraw" });
    return {
      result: { requestId, feeId: request.feeId },
      change: requestChange(ended, { from: request.state, reason: null }),
    };
  },
});
