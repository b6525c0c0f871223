import { z } from "zod";
import { transact } from "#db/client.ts";
import { readSettings } from "#db/settings.ts";
import { countPasswordFailure, findStaffByUsername, saveFactors } from "#db/staff.ts";
import { endSessionsOf, touchSession } from "#db/staff-sessions.ts";
import { fail, failField } from "../errors.ts";
import { readInput } from "../input.ts";
import { verifyPassword } from "../passwords.ts";
import type { SignInContext } from "./context.ts";
import { hashNewPassword, stablePassword } from "./new-password.ts";
import { note } from "./note.ts";
import { newSession } from "./session.ts";

const passwordInput = z.object({
  password: z.string("password.required").min(1, "password.required").max(1000, "oldPassword.wrong"),
});

/**
 * Changes one's own password, also where that is due and nothing else opens. Every session of the person ends, and
 * one with a new id and the same age comes in the place of this. Fails with `invalid`, with `locked` from the limit of
 * wrong passwords on, which count with those of the sign-in; with `forbidden` where the session is over, and for whom
 * the provider signs in.
 */
export async function changePassword(
  context: SignInContext,
  {
    sessionId,
    ...raw
  }: { sessionId: string; password: unknown; newPassword: unknown; passwordAgain: unknown },
): Promise<string> {
  const { password } = readInput(passwordInput, raw);
  const { db, now } = context;
  const live = (await touchSession(db, sessionId, now)) ?? fail("forbidden", "session");
  if (live.stage !== "full") return fail("forbidden", "session");
  const person = (await findStaffByUsername(db, live.username)) ?? fail("forbidden", "session");
  if (!person.passwordHash) return fail("forbidden", "singleSignOn");
  const { staffPasswordLimit } = await readSettings(db);
  if (person.passwordFails >= staffPasswordLimit) return fail("locked", "staff");
  if (!(await verifyPassword(person.passwordHash, stablePassword(password)))) {
    const counted = (await countPasswordFailure(db, person.id)) ?? fail("locked", "staff");
    if (counted.fails === staffPasswordLimit) await note(db, context, person, "staff.lock");
    return failField("password", "oldPassword.wrong");
  }
  const passwordHash = await hashNewPassword(raw, person);
  if (await verifyPassword(passwordHash, stablePassword(password))) {
    return failField("newPassword", "newPassword.same");
  }
  return transact(db, async (tx) => {
    (await saveFactors(tx, person, { passwordHash }, now)) ?? fail("conflict", "ownPassword");
    await endSessionsOf(tx, person.id, { at: now });
    const { createdAt: since, confirmedAt } = live;
    await note(tx, context, person, "staff.change_password");
    return newSession(tx, context, { staffId: person.id, stage: "full", since, confirmedAt });
  });
}
