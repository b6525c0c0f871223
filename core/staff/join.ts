import { transact } from "#db/client.ts";
import { replaceRecoveryCodes } from "#db/recovery-codes.ts";
import { saveFactors } from "#db/staff.ts";
import { beginInvited, endEnrolment, findEnrolment } from "#db/staff-enrolments.ts";
import { findOpenInvitation, type OpenInvitation, takeInvitation } from "#db/staff-invitations.ts";
import { endSessionsOf } from "#db/staff-sessions.ts";
import { fail } from "../errors.ts";
import { type AuthenticatorKey, authenticatorKey, newSecret, proveAuthenticator } from "./authenticator.ts";
import type { SignInContext } from "./context.ts";
import { hashToken } from "./invitation-link.ts";
import { hashNewPassword } from "./new-password.ts";
import { note } from "./note.ts";
import { makeCodes } from "./recovery-codes.ts";
import type { InvitationPurpose } from "./rules.ts";
import { newSession } from "./session.ts";

/** Whom a link is for, and how far they have come: with `authenticator` the password is chosen. */
export type Invited = {
  name: string;
  username: string;
  purpose: InvitationPurpose;
  singleSignOn: boolean;
  authenticator: AuthenticatorKey | undefined;
};

/** What a link leads to; undefined for one that is used, withdrawn, too old or was never given, all alike. */
export async function readInvitation(context: SignInContext, token: string): Promise<Invited | undefined> {
  const open = await findOpen(context, token);
  if (!open) return undefined;
  const { invitation, person } = open;
  const enrolment = await findEnrolment(context.db, { invitationId: invitation.id });
  return {
    name: person.name,
    username: person.username,
    purpose: invitation.purpose,
    singleSignOn: person.singleSignOn,
    authenticator: enrolment && authenticatorKey(context.keys, enrolment, person.username),
  };
}

/**
 * First step by a link: a password, chosen by its person alone; none for who signs in by the provider. It does not
 * count yet, and may be chosen again. Fails with `invalid`, with `not_found` for a link that is good no more.
 */
export async function choosePassword(context: SignInContext, token: string, raw: unknown): Promise<void> {
  const { db, now, keys } = context;
  const { invitation, person } = (await findOpen(context, token)) ?? fail("not_found", "invitation");
  const passwordHash = person.singleSignOn ? null : await hashNewPassword(raw, person);
  await beginInvited(db, {
    ...newSecret(keys),
    staffId: person.id,
    invitationId: invitation.id,
    passwordHash,
    createdAt: now,
  });
}

/**
 * Second and last step: an OTP of the new authenticator. Password and authenticator count from here on, the link does
 * no more, every other session ends, and the person is signed in. Returns the session and the recovery codes.
 * Fails with `invalid`, with `not_found` for the link, with `conflict` where the first step is to be taken again.
 */
export async function join(
  context: SignInContext,
  token: string,
  otp: unknown,
): Promise<{ sessionId: string; codes: string[] }> {
  const { db, now } = context;
  const { invitation, person } = (await findOpen(context, token)) ?? fail("not_found", "invitation");
  const enrolment =
    (await findEnrolment(db, { invitationId: invitation.id })) ?? fail("conflict", "enrolment");
  const proven = proveAuthenticator(context, enrolment, { otp, username: person.username });
  const { codes, hashes } = await makeCodes(person.id);
  const { passwordHash } = enrolment;
  if (!passwordHash && !person.singleSignOn) return fail("conflict", "enrolment");
  const sessionId = await transact(db, async (tx) => {
    (await takeInvitation(tx, invitation.id, now)) ?? fail("not_found", "invitation");
    (await endEnrolment(tx, enrolment, now)) ?? fail("conflict", "enrolment");
    const factors = { otp: proven, ...(passwordHash && { passwordHash }) };
    (await saveFactors(tx, person, factors, now)) ?? fail("not_found", "invitation");
    await replaceRecoveryCodes(tx, person.id, { hashes, at: now });
    await endSessionsOf(tx, person.id, { at: now });
    await note(tx, context, person, "staff.join", { purpose: invitation.purpose });
    return newSession(tx, context, { staffId: person.id, stage: "full", confirmedAt: now });
  });
  return { sessionId, codes };
}

function findOpen({ db, now }: SignInContext, token: string): Promise<OpenInvitation | undefined> {
  return findOpenInvitation(db, hashToken(token), now);
}
