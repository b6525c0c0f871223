import { v7 } from "uuid";
import { z } from "zod";
import { findAccount, findAdministrator, insertStaff } from "#db/staff.ts";
import type { SystemActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail, failField } from "../errors.ts";
import { halfWidth } from "../input.ts";
import { giveLink, type InvitationLink } from "./invitation-link.ts";

/** A name to sign in by, as the table takes it. */
export const usernameInput = halfWidth
  .transform((typed) => typed.toLowerCase())
  .pipe(
    z
      .string()
      .min(1, "username.required")
      .regex(/^[a-z0-9][a-z0-9._-]{1,49}$/, "username.format"),
  );

/** A person's name, as written. */
export const staffNameInput = z
  .string("required")
  .trim()
  .min(1, "required")
  .max(100, "tooLong")
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, "characters")
  .transform((typed) => typed.normalize("NFC"));

const input = z.object({ name: staffNameInput, username: usernameInput });

/**
 * Begins an installation: the first administrator's account, and the link by which they enrol; for one who was
 * invited and has not enrolled yet, a new link. Fails with `conflict` once an administrator has enrolled, who invites
 * everybody else, with `invalid` for the user name of somebody who is no administrator.
 */
export const inviteAdministrator = command<typeof input, InvitationLink, SystemActor>({
  name: "staff.invite_administrator",
  permit: "staff.begin",
  input,
  async run({ tx, now }, { name, username }) {
    if (await findAdministrator(tx)) return fail("conflict", "administratorEnrolled");
    const known = await findAccount(tx, username);
    if (known && known.role !== "administrator") return failField("username", "username.taken");
    const staffId = known?.id ?? v7();
    if (!known) await insertStaff(tx, { id: staffId, username, name, role: "administrator", createdAt: now });
    const link = await giveLink(tx, { staffId, purpose: "join", createdBy: null, now });
    const subject = { kind: "staff", id: staffId, label: username };
    return { result: link, change: { subject, after: { role: "administrator", expiresAt: link.expiresAt } } };
  },
});
