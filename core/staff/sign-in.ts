import { v4 } from "uuid";
import { z } from "zod";
import { writeAudit } from "#db/audit.ts";
import { type Database, transact } from "#db/client.ts";
import { readSettings } from "#db/settings.ts";
import {
  admitPassword,
  countOtpFailure,
  countPasswordFailure,
  endSessionRow,
  findStaffByUsername,
  insertSession,
  type Staff,
  takeOtpStep,
  touchSession,
} from "#db/staff.ts";
import type { StaffActor } from "../actor.ts";
import { fail, failField } from "../errors.ts";
import { halfWidth, readInput } from "../input.ts";
import { acceptedStep } from "../logins/otp.ts";
import { verifyNoPassword, verifyPassword } from "../passwords.ts";
import { type SealKeys, unseal } from "../seal.ts";

/** Where a sign-in comes from; nobody is known yet. */
export type SignInContext = {
  db: Database;
  now: Date;
  keys: SealKeys;
  request: { id: string; address: string };
};

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
  const { db, now } = context;
  const person = await findStaffByUsername(db, username);
  const { staffPasswordLimit } = await readSettings(db);
  if (!person?.passwordHash || person.disabledAt || person.passwordFails >= staffPasswordLimit) {
    await verifyNoPassword(password);
    return refusePassword();
  }
  if (!(await verifyPassword(person.passwordHash, password))) {
    const counted = await countPasswordFailure(db, person.id);
    if (counted?.fails === staffPasswordLimit) await note(db, context, person, "staff.lock");
    return refusePassword();
  }
  (await admitPassword(db, person.id)) ?? refusePassword();
  return newSession(db, person.id, { stage: "password", now });
}

const otpInput = halfWidth.pipe(
  z
    .string()
    .min(1, "otp.required")
    .regex(/^\d{6}$/, "otp.format"),
);

/**
 * Second step: the one-time password. Ends the first session and returns a new one that is signed in.
 * Fails with `invalid`, with `locked` after too many wrong ones, with `forbidden` where the first step is over.
 */
export async function checkStaffOtp(
  context: SignInContext,
  { sessionId, otp }: { sessionId: string; otp: unknown },
): Promise<string> {
  const { db, now, keys } = context;
  const digits = readInput(z.object({ otp: otpInput }), { otp }).otp;
  const live = (await touchSession(db, sessionId, now)) ?? fail("forbidden", "session");
  if (live.stage !== "password") return fail("forbidden", "session");
  const person = (await findStaffByUsername(db, live.username)) ?? fail("forbidden", "session");
  const { staffOtpLimit } = await readSettings(db);
  if (person.otpFails >= staffOtpLimit) return fail("locked", "staff");
  const seed = otpSeedOf(keys, person) ?? fail("forbidden", "session");
  const step = acceptedStep(
    {
      kind: "totp",
      algorithm: "sha1",
      digits: 6,
      stepSeconds: 30,
      driftSteps: 0,
      lastStep: person.otpLastStep,
    },
    { seed, otp: digits, now, windowSteps: 1, hotpLookAhead: 0 },
  );
  if (step === undefined) {
    const counted = await countOtpFailure(db, person.id);
    if (!counted) return fail("locked", "staff");
    if (counted.fails === staffOtpLimit) await note(db, context, person, "staff.lock");
    return failField("otp", "otp.wrong");
  }
  return transact(db, async (tx) => {
    (await takeOtpStep(tx, person.id, step)) ?? failField("otp", "otp.used");
    (await endSessionRow(tx, sessionId, now)) ?? fail("forbidden", "session");
    const signedIn = await newSession(tx, person.id, { stage: "full", now });
    await note(tx, context, person, "staff.sign_in");
    return signedIn;
  });
}

/** The secret of the person's authenticator; undefined where none is set up. */
function otpSeedOf(keys: SealKeys, person: Staff): Buffer | undefined {
  const { otpSecretSealed: sealed, otpKeyVersion: keyVersion } = person;
  return sealed && keyVersion !== null ? unseal(keys, person.username, { sealed, keyVersion }) : undefined;
}

/** The signed-in person behind a session, or undefined where it is over or waits for its second factor. */
export async function readSession(
  { db, now }: Pick<SignInContext, "db" | "now">,
  sessionId: string,
): Promise<(StaffActor & { username: string }) | undefined> {
  const live = await touchSession(db, sessionId, now);
  if (live?.stage !== "full") return undefined;
  const { staffId, username, name, role, branchCode } = live;
  return { kind: "staff", id: staffId, username, name, role, branchCode };
}

/** Ends a session: a copy of its cookie is worth nothing from here on. */
export async function endSession(
  { db, now }: Pick<SignInContext, "db" | "now">,
  sessionId: string,
): Promise<void> {
  await endSessionRow(db, sessionId, now);
}

function refusePassword(): never {
  return failField("password", "password.wrong");
}

/** A session's id is its secret until the cookie seals it: random, unlike the ids of other rows. */
export async function newSession(
  tx: Parameters<typeof insertSession>[0],
  staffId: string,
  { stage, now }: { stage: "password" | "full"; now: Date },
): Promise<string> {
  const id = v4();
  await insertSession(tx, { id, staffId, stage, createdAt: now, lastSeenAt: now });
  return id;
}

/** Puts on record what a sign-in came to. */
export async function note(
  tx: Parameters<typeof insertSession>[0],
  { now, request }: SignInContext,
  person: Staff,
  action: "staff.sign_in" | "staff.lock" | "staff.link",
): Promise<void> {
  await writeAudit(tx, [
    {
      at: now,
      actorKind: "staff",
      actorId: person.id,
      actorName: person.name,
      action,
      subjectKind: "staff",
      subjectId: person.id,
      subjectLabel: person.username,
      branchCode: person.branchCode,
      after: {},
      requestId: request.id,
      address: request.address,
    },
  ]);
}
