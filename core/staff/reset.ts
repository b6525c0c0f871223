import { clearFactors } from "#db/staff-desk.ts";
import { endSessionsOf } from "#db/staff-sessions.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { giveLink, type InvitationLink } from "./invitation-link.ts";
import { accountOf, deedInput, findOtherToPutOut } from "./person.ts";

const resetCommand = command<typeof deedInput, InvitationLink, StaffActor>({
  name: "staff.reset",
  permit: "staff.manage",
  fresh: true,
  input: deedInput,
  async run({ tx, actor, now }, { staffId, reason }) {
    const person = await findOtherToPutOut(tx, actor, staffId);
    if (person.state !== "active" && person.state !== "locked") fail("conflict", "staffMoved");
    // The link comes first: for who has never enrolled another rule holds.
    const link = await giveLink(tx, { staffId, purpose: "reset", createdBy: actor.id, now });
    (await clearFactors(tx, staffId, now)) ?? fail("conflict", "staffMoved");
    const sessions = await endSessionsOf(tx, staffId, { at: now });
    const after = { account: "invited", sessions, expiresAt: link.expiresAt };
    return {
      result: link,
      change: { ...accountOf(person), before: { account: person.state }, after, reason },
    };
  },
});

/**
 * Takes password, authenticator, recovery codes and sessions away from who lost them, and gives a link to set up new
 * ones by. Fails with `conflict` for who has yet to enrol, or is disabled.
 */
export const resetStaff: typeof resetCommand = (context, person) => explained(resetCommand(context, person));
