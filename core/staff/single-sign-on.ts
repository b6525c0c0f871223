import { z } from "zod";
import { transact, violated } from "#db/client.ts";
import { findStaffBySubject, linkSubject } from "#db/staff.ts";
import { isOfProvider } from "#db/staff-sessions.ts";
import { fail } from "../errors.ts";
import { readInput } from "../input.ts";
import type { SignInContext } from "./context.ts";
import { note } from "./note.ts";
import { newSession } from "./session.ts";

/** What a provider's ID token says, its signature, audience, time and nonce having been checked. */
const claimsInput = z.object({
  iss: z.string().min(1),
  sub: z.string().min(1).max(255),
  username: z.string().trim().max(100).optional().catch(undefined),
  amr: z.array(z.string()).catch([]),
  acr: z.string().optional().catch(undefined),
});

/** Where a sign-in has come to: `password` still waits for our own OTP. */
type Entered = { sessionId: string; stage: "password" | "full" };

/**
 * In place of the password: the provider's word for who it is. Our own OTP comes next, unless `amr` or `acr` is one of
 * `secondFactors`. The person must have an account that signs in so; the first time links it, by its user name, to
 * the provider's subject, which alone counts from then on. Role and branch are the account's own.
 * Fails with `forbidden`: `singleSignOn` for whoever has no such account, or a disabled one; `singleSignOnOtp` for
 * whom we would have to ask for an OTP and who has no authenticator.
 */
export async function checkSingleSignOn(
  context: SignInContext,
  raw: unknown,
  secondFactors: readonly string[],
): Promise<Entered> {
  const { iss, sub, username, amr, acr } = readInput(claimsInput, raw);
  const { db, now } = context;
  const stage = [...amr, acr ?? ""].some((value) => secondFactors.includes(value)) ? "full" : "password";
  // A subject is the issuer's own: another issuer's of the same name is another person (OpenID Connect Core 5.7).
  const oidcSubject = `${iss}#${sub}`;
  return unlessTaken(
    transact(db, async (tx) => {
      const known = await findStaffBySubject(tx, oidcSubject);
      const linked =
        known || !username ? undefined : await linkSubject(tx, { username, oidcSubject, at: now });
      const person = known ?? linked ?? (await findStaffBySubject(tx, oidcSubject));
      if (!person || person.disabledAt) return fail("forbidden", "singleSignOn");
      if (stage === "password" && !person.otpSecretSealed) return fail("forbidden", "singleSignOnOtp");
      if (linked) await note(tx, context, person, "staff.link");
      if (stage === "full") await note(tx, context, person, "staff.sign_in");
      return { sessionId: await newSession(tx, context, { staffId: person.id, stage }), stage };
    }),
  );
}

/** Whether a session came from the provider, which then has one of its own to end. */
export function cameByProvider({ db }: Pick<SignInContext, "db">, sessionId: string): Promise<boolean> {
  return isOfProvider(db, sessionId);
}

/** Two links of one subject at the same moment: the second finds it another's. Or nobody has let the person in yet. */
async function unlessTaken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const refusals = ["staff_oidc_subject_unique", "staff_linked_once_admitted"];
    if (refusals.includes(violated(error) ?? "")) return fail("forbidden", "singleSignOn");
    throw error;
  }
}
