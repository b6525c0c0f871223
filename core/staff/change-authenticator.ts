import { transact } from "#db/client.ts";
import { findStaffByUsername, type Staff, saveFactors } from "#db/staff.ts";
import { beginWithin, endEnrolment, findEnrolment } from "#db/staff-enrolments.ts";
import { endSessionsOf, type LiveSession, touchSession } from "#db/staff-sessions.ts";
import { fail } from "../errors.ts";
import { type AuthenticatorKey, authenticatorKey, newSecret, proveAuthenticator } from "./authenticator.ts";
import type { SignInContext } from "./context.ts";
import { note } from "./note.ts";
import { checkSecondFactor, type SecondFactor } from "./second-factor.ts";
import { newSession } from "./session.ts";

/**
 * First step to another authenticator: an OTP of the old one, or a recovery code where it is away; to a first one,
 * of somebody whose provider asked for the second factor, nothing. Nothing counts yet. Fails as a second factor does,
 * with `forbidden` where the session is over.
 */
export async function beginAuthenticator(
  context: SignInContext,
  sessionId: string,
  shown: SecondFactor,
): Promise<void> {
  const { person } = await findSignedIn(context, sessionId);
  const take = person.otpSecretSealed ? await checkSecondFactor(context, person, shown) : undefined;
  const { db, now, keys } = context;
  await transact(db, async (tx) => {
    await take?.(tx);
    await beginWithin(tx, { ...newSecret(keys), staffId: person.id, sessionId, createdAt: now });
  });
}

/** The authenticator that is being set up within a session; undefined where none is. */
export async function readNewAuthenticator(
  { db, keys }: Pick<SignInContext, "db" | "keys">,
  { sessionId, username }: { sessionId: string; username: string },
): Promise<AuthenticatorKey | undefined> {
  const enrolment = await findEnrolment(db, { sessionId });
  return enrolment && authenticatorKey(keys, enrolment, username);
}

/**
 * Second step: an OTP of the new authenticator, which takes the old one's place. Every session of the person ends,
 * and one with a new id and the same age comes in the place of this. Fails with `invalid`, with `conflict` where the
 * first step is to be taken again, with `forbidden` where the session is over.
 */
export async function changeAuthenticator(
  context: SignInContext,
  sessionId: string,
  otp: unknown,
): Promise<string> {
  const { person, live } = await findSignedIn(context, sessionId);
  const { db, now } = context;
  const enrolment = (await findEnrolment(db, { sessionId })) ?? fail("conflict", "enrolment");
  const proven = proveAuthenticator(context, enrolment, { otp, username: person.username });
  return transact(db, async (tx) => {
    (await endEnrolment(tx, enrolment, now)) ?? fail("conflict", "enrolment");
    (await saveFactors(tx, person, { otp: proven }, now)) ?? fail("conflict", "enrolment");
    await endSessionsOf(tx, person.id, { at: now });
    await note(tx, context, person, "staff.change_authenticator");
    const session = { staffId: person.id, stage: "full", since: live.createdAt, confirmedAt: now } as const;
    return newSession(tx, context, session);
  });
}

async function findSignedIn(
  { db, now }: SignInContext,
  sessionId: string,
): Promise<{ person: Staff; live: LiveSession }> {
  const live = (await touchSession(db, sessionId, now)) ?? fail("forbidden", "session");
  if (live.stage !== "full" || live.passwordChangeDue) return fail("forbidden", "session");
  const person = (await findStaffByUsername(db, live.username)) ?? fail("forbidden", "session");
  return { person, live };
}
