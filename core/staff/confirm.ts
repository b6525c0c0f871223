import { transact } from "#db/client.ts";
import { findStaffByUsername, takeOtpStep } from "#db/staff.ts";
import { endSessionRow, touchSession } from "#db/staff-sessions.ts";
import { fail, failField } from "../errors.ts";
import { checkOtp } from "./check-otp.ts";
import type { SignInContext } from "./context.ts";
import { note } from "./note.ts";
import { newSession } from "./session.ts";

/** The field of the OTP, beside whatever else a form asks for. */
const field = "confirmOtp";

/**
 * Step-up: a fresh OTP within a session, as approvals and the like ask for. Ends the session and returns one in its
 * place, with a new id and the same age. Fails like the second step of the sign-in, under `confirmOtp`.
 */
export async function confirmStaff(
  context: SignInContext,
  { sessionId, otp }: { sessionId: string; otp: unknown },
): Promise<string> {
  const { db, now } = context;
  const live = (await touchSession(db, sessionId, now)) ?? fail("forbidden", "session");
  if (live.stage !== "full") return fail("forbidden", "session");
  const person = (await findStaffByUsername(db, live.username)) ?? fail("forbidden", "session");
  if (!person.otpSecretSealed) return fail("forbidden", "noAuthenticator");
  const step = await checkOtp(context, person, { otp, field });
  return transact(db, async (tx) => {
    (await takeOtpStep(tx, person.id, step)) ?? failField(field, "otp.used");
    const ended = (await endSessionRow(tx, sessionId, now)) ?? fail("forbidden", "session");
    await note(tx, context, person, "staff.confirm");
    const { staffId, stage, createdAt: since } = ended;
    return newSession(tx, context, { staffId, stage, since, confirmedAt: now });
  });
}
