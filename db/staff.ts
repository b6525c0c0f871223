import { and, eq, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { settings } from "./schema/settings.ts";
import { staff } from "./schema/staff.ts";

export type Staff = typeof staff.$inferSelect;

/** A person with what they sign in by: the sign-in's to read. */
export async function findStaffByUsername(tx: Tx, username: string): Promise<Staff | undefined> {
  const [found] = await tx.select().from(staff).where(eq(staff.username, username));
  return found;
}

/** Whether there is an authenticator; its secret need not be read to know. */
export const hasAuthenticator = sql<boolean>`${staff.otpKeyVersion} is not null`;

/** Whether there is a password: who does not sign in by the provider has one with their authenticator. */
export const hasPassword = sql<boolean>`not ${staff.singleSignOn} and ${hasAuthenticator}`;

/** A person's account as the desks read it, without a secret. */
export async function findAccount(tx: Tx, username: string) {
  const [found] = await tx
    .select({
      id: staff.id,
      role: staff.role,
      singleSignOn: staff.singleSignOn,
      passwordChangedAt: staff.passwordChangedAt,
      hasAuthenticator,
    })
    .from(staff)
    .where(eq(staff.username, username));
  return found;
}

/** Whom the provider knows by this subject; who is not to sign in by it is nobody. */
export async function findStaffBySubject(tx: Tx, oidcSubject: string): Promise<Staff | undefined> {
  const [found] = await tx
    .select()
    .from(staff)
    .where(and(eq(staff.oidcSubject, oidcSubject), eq(staff.singleSignOn, true)));
  return found;
}

/** Links a person to a subject of the provider, once; undefined where another is linked, or none may be. */
export async function linkSubject(
  tx: Tx,
  { username, oidcSubject, at }: { username: string; oidcSubject: string; at: Date },
): Promise<Staff | undefined> {
  const [linked] = await tx
    .update(staff)
    .set({ oidcSubject, enrolledAt: sql`coalesce(${staff.enrolledAt}, ${at.toISOString()})` })
    .where(
      and(
        eq(staff.username, username),
        eq(staff.singleSignOn, true),
        isNull(staff.oidcSubject),
        isNull(staff.disabledAt),
      ),
    )
    .returning();
  return linked;
}

/** Adds a person, who has yet to enrol. */
export async function insertStaff(tx: Tx, person: typeof staff.$inferInsert): Promise<void> {
  await tx.insert(staff).values(person);
}

/** An administrator who has enrolled and is not disabled, if there is any. */
export async function findAdministrator(tx: Tx) {
  const [found] = await tx
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.role, "administrator"), isNotNull(staff.enrolledAt), isNull(staff.disabledAt)))
    .limit(1);
  return found;
}

/** Names by id, for the people a page mentions. */
export async function findStaffNames(tx: Tx, ids: string[]): Promise<Map<string, string>> {
  const rows = await tx.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, ids));
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Counts a wrong password, unless the limit is reached already: then undefined, and nothing was counted. */
export async function countPasswordFailure(tx: Tx, id: string) {
  const [counted] = await tx
    .update(staff)
    .set({ passwordFails: sql`${staff.passwordFails} + 1` })
    .where(
      and(eq(staff.id, id), sql`${staff.passwordFails} < (select staff_password_limit from ${settings})`),
    )
    .returning({ fails: staff.passwordFails });
  return counted;
}

/** Lets a right password in, only below the limit, and begins the count anew. */
export async function admitPassword(tx: Tx, id: string) {
  const [admitted] = await tx
    .update(staff)
    .set({ passwordFails: 0 })
    .where(
      and(
        eq(staff.id, id),
        isNull(staff.disabledAt),
        sql`${staff.passwordFails} < (select staff_password_limit from ${settings})`,
      ),
    )
    .returning({ id: staff.id });
  return admitted;
}

/** Counts a wrong OTP likewise. */
export async function countOtpFailure(tx: Tx, id: string) {
  const [counted] = await tx
    .update(staff)
    .set({ otpFails: sql`${staff.otpFails} + 1` })
    .where(and(eq(staff.id, id), sql`${staff.otpFails} < (select staff_otp_limit from ${settings})`))
    .returning({ fails: staff.otpFails });
  return counted;
}

/** Takes a right OTP's step, once ever and only below the limit; undefined if it was used or is too late. */
export async function takeOtpStep(tx: Tx, id: string, step: number) {
  const [taken] = await tx
    .update(staff)
    .set({ otpLastStep: step, otpFails: 0 })
    .where(
      and(
        eq(staff.id, id),
        lt(staff.otpLastStep, step),
        isNull(staff.disabledAt),
        sql`${staff.otpFails} < (select staff_otp_limit from ${settings})`,
      ),
    )
    .returning({ id: staff.id });
  return taken;
}

/** Lets a second factor other than an OTP in, only below the limit, and begins the count anew. */
export async function admitSecondFactor(tx: Tx, id: string) {
  const [admitted] = await tx
    .update(staff)
    .set({ otpFails: 0 })
    .where(
      and(
        eq(staff.id, id),
        isNull(staff.disabledAt),
        sql`${staff.otpFails} < (select staff_otp_limit from ${settings})`,
      ),
    )
    .returning({ id: staff.id });
  return admitted;
}

/** A password chosen by its person, and an authenticator whose `step` was the first to be accepted. */
export type Factors = {
  passwordHash?: string;
  otp?: { sealed: Buffer; keyVersion: number; step: number };
};

/**
 * Puts new factors in place, their counts begun anew; undefined for a disabled person, or one who has another
 * password by now than was read.
 */
export async function saveFactors(tx: Tx, read: Staff, { passwordHash, otp }: Factors, at: Date) {
  const [saved] = await tx
    .update(staff)
    .set({
      enrolledAt: read.enrolledAt ?? at,
      ...(passwordHash && {
        passwordHash,
        passwordChangedAt: at,
        passwordChangeDue: false,
        passwordFails: 0,
      }),
      ...(otp && {
        otpSecretSealed: otp.sealed,
        otpKeyVersion: otp.keyVersion,
        otpLastStep: otp.step,
        otpFails: 0,
      }),
    })
    .where(
      and(
        eq(staff.id, read.id),
        isNull(staff.disabledAt),
        eq(staff.singleSignOn, read.singleSignOn),
        sql`${staff.passwordHash} is not distinct from ${read.passwordHash}`,
      ),
    )
    .returning({ id: staff.id });
  return saved;
}
