import { z } from "zod";
import { findDelegation, insertDelegation, listSubstitutes } from "#db/delegations.ts";
import type { StaffActor } from "../actor.ts";
import { addDays, japanDay } from "../clock.ts";
import { command } from "../command.ts";
import { dayInput } from "../day.ts";
import { fail, failField } from "../errors.ts";
import { idInput } from "../input.ts";
import { auditOf } from "./change.ts";
import { longestAbsenceDays } from "./rules.ts";

const input = z.object({
  substituteId: z.string("choose").min(1, "choose").pipe(idInput),
  fromOn: dayInput("delegation.day"),
  untilOn: dayInput("delegation.day"),
  reason: z.string("required").trim().min(1, "delegation.reason").max(200, "delegation.long"),
});

/**
 * 代行: an approver who will be away names another, who acts for the branch on those days in Japan, the last one
 * included. Fails with `invalid` for days gone by or out of order, and for somebody of another rank.
 */
export const nameSubstitute = command<typeof input, { delegationId: string }, StaffActor>({
  name: "delegation.name",
  permit: "delegation.name",
  fresh: true,
  input,
  async run({ tx, actor, now }, { substituteId, fromOn, untilOn, reason }) {
    if (fromOn < japanDay(now)) failField("fromOn", "delegation.past");
    if (untilOn < fromOn) failField("untilOn", "delegation.order");
    if (untilOn >= addDays(fromOn, longestAbsenceDays)) failField("untilOn", "delegation.tooLong");
    const others = await listSubstitutes(tx, { staffId: actor.id, role: actor.role });
    if (!others.some(({ id }) => id === substituteId)) failField("substituteId", "delegation.rank");
    const days = { absentId: actor.id, substituteId, fromOn, untilOn };
    const { id } = await insertDelegation(tx, { ...days, reason, namedAt: now });
    const named = (await findDelegation(tx, id)) ?? fail("not_found", "delegation");
    return { result: { delegationId: id }, change: auditOf(named, { reason }) };
  },
});
