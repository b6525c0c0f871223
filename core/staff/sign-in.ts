import { z } from "zod";
import { transact } from "#db/client.ts";
import { readSettings } from "#db/settings.ts";
import { admitPassword, countPasswordFailure, findStaffByUsername, type Staff } from "#db/staff.ts";
import { endSessionRow, touchSession } from "#db/staff-sessions.ts";
import { fail, failField } from "../errors.ts";
import { readInput } from "../input.ts";
import { verifyNoPassword, verifyPassword } from "../passwords.ts";
import type { SignInContext } from "./context.ts";
import { stablePassword } from "./new-password.ts";
import { note } from "./note.ts";
import { checkSecondFactor, type SecondFactor } from "./second-factor.ts";
import { newSession } from "./session.ts";

const passwordInput = z.object({
  username: z.string("username.required").trim().min(1, "username.required").max(100, "username.required"),
  password: z.string("password.required").min(1, "password.required").max(1000, "password.wrong"),
});

/**
 * First step: username and password. Returns a session that opens nothing but the second step.
 * Fails with `locked` or `invalid`, in the same words and time for an unknown name as for a wrong password.
 */
export async function checkStaffPassword(context: SignInContext, raw: unknown): Promise<string> {
  const { username, password } = readInput(passwordInput, raw);
  const { db } = context;
  const person = await findStaffByUsername(db, username.normalize("NFKC").toLowerCase());
  const { staffPasswordLimit } = await readSettings(db);
  if (!person?.passwordHash || person.disabledAt || person.passwordFails >= staffPasswordLimit) {
    await verifyNoPassword(password);
    return refusePassword();
  }
  if (!(await verifyPassword(person.passwordHash, stablePassword(password)))) {
    const counted = await countPasswordFailure(db, person.id);
    if (counted?.fails === staffPasswordLimit) await note(db, context, person, "staff.lock");
    return refusePassword();
  }
  (await admitPassword(db, person.id)) ?? refusePassword();
  return newSession(db, context, { staffId: person.id, stage: "password" });
}

/**
 * Second step: the one-time password. Ends the first session and returns a new one that is signed in.
 * Fails with `invalid`, with `locked` after too many wrong ones, with `forbidden` where the first step is over.
 */
export function checkStaffOtp(
  context: SignInContext,
  { sessionId, otp }: { sessionId: string; otp: unknown },
): Promise<string> {
  return completeSignIn(context, sessionId, { otp });
}

/** The same by a recovery code; the session that it returns has shown no fresh OTP. */
export function checkStaffRecoveryCode(
  context: SignInContext,
  { sessionId, recoveryCode }: { sessionId: string; recoveryCode: unknown },
): Promise<string> {
  return completeSignIn(context, sessionId, { recoveryCode });
}

async function completeSignIn(
  context: SignInContext,
  sessionId: string,
  shown: SecondFactor,
): Promise<string> {
  const person = await findHalfSignedIn(context, sessionId);
  const take = await checkSecondFactor(context, person, shown);
  const { db, now } = context;
  return transact(db, async (tx) => {
    await take(tx);
    (await endSessionRow(tx, sessionId, now)) ?? fail("forbidden", "session");
    const confirmedAt = "otp" in shown ? now : null;
    const signedIn = await newSession(tx, context, { staffId: person.id, stage: "full", confirmedAt });
    await note(tx, context, person, "staff.sign_in");
    return signedIn;
  });
}

/** Who has taken the first step and not the second. Fails with `forbidden` where there is no such session, or no more. */
async function findHalfSignedIn({ db, now }: SignInContext, sessionId: string): Promise<Staff> {
  const live = (await touchSession(db, sessionId, now)) ?? fail("forbidden", "session");
  if (live.stage !== "password") return fail("forbidden", "session");
  return (await findStaffByUsername(db, live.username)) ?? fail("forbidden", "session");
}

function refusePassword(): never {
  return failField("password", "password.wrong");
}
