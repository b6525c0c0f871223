import { z } from "zod";
import { findLastInvitation, revokeInvitation } from "#db/staff-invitations.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { giveLink, type InvitationLink } from "./invitation-link.ts";
import { accountOf, findOther } from "./person.ts";

const input = z.object({ staffId: idInput });

const renewCommand = command<typeof input, InvitationLink, StaffActor>({
  name: "staff.renew_link",
  permit: "staff.manage",
  fresh: true,
  input,
  async run({ tx, actor, now }, { staffId }) {
    const person = await findOther(tx, actor, staffId);
    if (person.state !== "invited") fail("conflict", "staffMoved");
    const last = await findLastInvitation(tx, staffId);
    const link = await giveLink(tx, { staffId, purpose: last?.purpose ?? "join", createdBy: actor.id, now });
    return { result: link, change: { ...accountOf(person), after: { expiresAt: link.expiresAt } } };
  },
});

/**
 * Gives somebody who has yet to enrol a link in the place of any before. Fails with `conflict` for who has enrolled or
 * is disabled, and for whom a second administrator has yet to let in.
 */
export const renewLink: typeof renewCommand = (context, person) => explained(renewCommand(context, person));

/** Withdraws the link that somebody still has. Fails with `conflict` where there is none. */
export const withdrawLink = command<typeof input, void, StaffActor>({
  name: "staff.withdraw_link",
  permit: "staff.manage",
  input,
  async run({ tx, actor, now }, { staffId }) {
    const person = await findOther(tx, actor, staffId);
    if (!(await revokeInvitation(tx, staffId, now))) fail("conflict", "staffMoved");
    return { result: undefined, change: { ...accountOf(person), after: {} } };
  },
});
