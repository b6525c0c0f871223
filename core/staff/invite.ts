import { v7 } from "uuid";
import { z } from "zod";
import { findAccount, insertStaff } from "#db/staff.ts";
import { insertStaffChange } from "#db/staff-changes.ts";
import { holdAdministrators } from "#db/staff-desk.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { failField } from "../errors.ts";
import { proposalReason } from "../proposals/decision.ts";
import { giveLink, type InvitationLink } from "./invitation-link.ts";
import { staffNameInput, usernameInput } from "./invite-administrator.ts";
import { admittedByTwo, signInWays } from "./rules.ts";
import { readSeat, seatInput } from "./seat.ts";

const input = z.object({
  name: staffNameInput,
  username: usernameInput,
  ...seatInput,
  signInBy: z.enum(signInWays, "choose").default("password"),
  reason: proposalReason,
});

/** Whom was invited, and the link; none where a second administrator has to agree first. */
export type Invited = { staffId: string; link: InvitationLink | undefined };

const inviteCommand = command<typeof input, Invited, StaffActor>({
  name: "staff.invite",
  permit: "staff.manage",
  fresh: true,
  input,
  async run({ tx, actor, now }, { name, username, reason, signInBy, ...wanted }) {
    const others = (await holdAdministrators(tx)).filter((id) => id !== actor.id);
    const seat = await readSeat(tx, wanted);
    if (await findAccount(tx, username)) failField("username", "username.taken");
    const staffId = v7();
    const singleSignOn = signInBy === "single_sign_on";
    await insertStaff(tx, { id: staffId, username, name, ...seat, singleSignOn, createdAt: now });
    const asked = { role: seat.role, branch: seat.branchCode, signInBy };
    const change = {
      subject: { kind: "staff", id: staffId, label: username },
      branchCode: seat.branchCode,
      reason,
    };
    if (others.length > 0 && admittedByTwo(seat.role)) {
      const proposal = {
        id: v7(),
        kind: "admit",
        staffId,
        reason,
        makerId: actor.id,
        proposedAt: now,
      } as const;
      const { state } = await insertStaffChange(tx, proposal);
      return {
        result: { staffId, link: undefined },
        change: { ...change, after: { ...asked, proposal: state } },
      };
    }
    const link = await giveLink(tx, { staffId, purpose: "join", createdBy: actor.id, now });
    return {
      result: { staffId, link },
      change: { ...change, after: { ...asked, expiresAt: link.expiresAt } },
    };
  },
});

/**
 * Makes an account, which its person alone sets up by the link. A manager's or an administrator's waits for a second
 * administrator where there is one. Fails with `invalid`, also for a user name that was ever given.
 */
export const inviteStaff: typeof inviteCommand = (context, person) =>
  explained(inviteCommand(context, person));
