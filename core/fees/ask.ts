import { z } from "zod";
import { insertFeeRequest } from "#db/fee-requests.ts";
import { findFee, listFeeEntries } from "#db/fees.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { reasonInput } from "../forms/input.ts";
import { idInput } from "../input.ts";
import { requestChange } from "./change.ts";
import { askableYen, feeRequestKinds, standingOf, sumsOf } from "./rules.ts";

const input = z.object({ feeId: idInput, kind: z.enum(feeRequestKinds, "required"), reason: reasonInput });

const askCommand = command<typeof input, { requestId: string; feeId: string }, StaffActor>({
  name: "fee.ask",
  permit: "fee.ask",
  input,
  async run({ tx, actor, now, scope }, { feeId, kind, reason }) {
    const fee = (await findFee(tx, scope, feeId)) ?? fail("not_found", "fee");
    const amountYen = askableYen(kind, standingOf(sumsOf(await listFeeEntries(tx, feeId))));
    if (amountYen === 0) fail("conflict", "fee");
    const request = await insertFeeRequest(tx, {
      kind,
      feeId,
      amountYen,
      reason,
      makerId: actor.id,
      proposedAt: now,
    });
    const { orderNumber, contractId, branchCode } = fee;
    return {
      result: { requestId: request.id, feeId },
      change: requestChange({ ...request, orderNumber, contractId, branchCode }, { reason }),
    };
  },
});

/**
 * Asks for a waiver of all that is due of a fee, or for a refund of what was paid or is owed. Fails with `conflict`
 * where there is nothing of the kind, a debit is out, or something has been asked for already.
 */
export const askForFee: typeof askCommand = (context, request) => explained(askCommand(context, request));
