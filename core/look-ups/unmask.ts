import { z } from "zod";
import { findContract } from "#db/contracts.ts";
import { insertUnmasking } from "#db/unmaskings.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail, failField } from "../errors.ts";
import { idInput } from "../input.ts";
import { unmaskedMinutes, unmaskReasons } from "./rules.ts";

const input = z.object({
  contractId: idInput,
  reason: z.enum(unmaskReasons, "choose"),
  note: z.string().trim().max(200, "tooLong").default(""),
});

/**
 * Shows the actor a customer unmasked for some minutes of this sign-in, for a reason; `other` in words. Fails with
 * `not_found`.
 */
export const unmaskCustomer = command<typeof input, { until: Date }, StaffActor>({
  name: "customer.unmask",
  permit: "customer.unmask",
  fresh: true,
  input,
  async run({ tx, actor, now, scope }, { contractId, reason, note }) {
    if (reason === "other" && note === "") failField("note", "required");
    const contract = (await findContract(tx, scope, contractId)) ?? fail("not_found", "contract");
    const until = new Date(now.getTime() + unmaskedMinutes * 60_000);
    const { signedInAt } = actor;
    await insertUnmasking(tx, { at: now, staffId: actor.id, signedInAt, contractId, reason, note, until });
    return {
      result: { until },
      change: {
        subject: { kind: "contract", id: contract.id, label: contract.contractorId },
        contractId,
        branchCode: contract.branchCode,
        after: { unmaskReason: reason, unmaskedUntil: until },
        reason: note || null,
      },
    };
  },
});
