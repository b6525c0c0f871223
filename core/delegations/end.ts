import { z } from "zod";
import { endDelegationRow, findDelegation } from "#db/delegations.ts";
import type { StaffActor } from "../actor.ts";
import { japanDay } from "../clock.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { auditOf } from "./change.ts";
import { delegationState, isParty } from "./rules.ts";

const input = z.object({ delegationId: idInput });

/** Ends a delegation before its last day, at once. Fails with `not_found` for all but its two people, `conflict` if over. */
export const endDelegation = command<typeof input, { delegationId: string }, StaffActor>({
  name: "delegation.end",
  permit: "delegation.name",
  input,
  async run({ tx, actor, now }, { delegationId }) {
    const found = (await findDelegation(tx, delegationId)) ?? fail("not_found", "delegation");
    if (!isParty(found, actor.id)) fail("not_found", "delegation");
    const state = delegationState(found, japanDay(now));
    if (state === "past" || state === "ended") fail("conflict", "delegation");
    (await endDelegationRow(tx, delegationId, { endedAt: now, endedBy: actor.id })) ??
      fail("conflict", "delegation");
    return { result: { delegationId }, change: auditOf(found, { ended: true }) };
  },
});
