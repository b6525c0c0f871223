import { disableRow } from "#db/staff-desk.ts";
import { revokeInvitation } from "#db/staff-invitations.ts";
import { endSessionsOf } from "#db/staff-sessions.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { accountOf, deedInput, findOtherToPutOut } from "./person.ts";

/** Puts somebody out at once: no sign-in, no session, no link. Fails with `conflict` where they are out already. */
export const disableStaff = command<typeof deedInput, void, StaffActor>({
  name: "staff.disable",
  permit: "staff.manage",
  fresh: true,
  input: deedInput,
  async run({ tx, actor, now }, { staffId, reason }) {
    const person = await findOtherToPutOut(tx, actor, staffId);
    (await disableRow(tx, staffId, now)) ?? fail("conflict", "staffMoved");
    await revokeInvitation(tx, staffId, now);
    const sessions = await endSessionsOf(tx, staffId, { at: now });
    const facts = { before: { account: person.state }, after: { account: "disabled", sessions } };
    return { result: undefined, change: { ...accountOf(person), ...facts, reason } };
  },
});
