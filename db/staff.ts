import { and, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { settings } from "./schema/settings.ts";
import { staff, staffSessions } from "./schema/staff.ts";

export type Staff = typeof staff.$inferSelect;

export async function findStaffByUsername(tx: Tx, username: string): Promise<Staff | undefined> {
  const [found] = await tx.select().from(staff).where(eq(staff.username, username));
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

export async function insertSession(tx: Tx, session: typeof staffSessions.$inferInsert): Promise<void> {
  await tx.insert(staffSessions).values(session);
}

/** Ends a session if it has not ended; undefined otherwise. */
export async function endSessionRow(tx: Tx, id: string, at: Date) {
  const [ended] = await tx
    .update(staffSessions)
    .set({ endedAt: at })
    .where(and(eq(staffSessions.id, id), isNull(staffSessions.endedAt)))
    .returning();
  return ended;
}

/**
 * The person behind a live session, its idle time begun anew: one statement, so that a session that ended,
 * idled out or outlived its day is never revived, and a disabled person is out at the next request.
 */
export async function touchSession(tx: Tx, id: string, now: Date) {
  const idleSince = sql`${now.toISOString()}::timestamptz - make_interval(mins => (select staff_idle_minutes from ${settings}))`;
  const bornSince = sql`${now.toISOString()}::timestamptz - make_interval(hours => (select staff_session_hours from ${settings}))`;
  const [live] = await tx
    .update(staffSessions)
    .set({ lastSeenAt: now })
    .from(staff)
    .where(
      and(
        eq(staffSessions.id, id),
        eq(staff.id, staffSessions.staffId),
        isNull(staffSessions.endedAt),
        isNull(staff.disabledAt),
        gt(staffSessions.lastSeenAt, idleSince),
        gt(staffSessions.createdAt, bornSince),
      ),
    )
    .returning({
      stage: staffSessions.stage,
      staffId: staff.id,
      username: staff.username,
      name: staff.name,
      role: staff.role,
      branchCode: staff.branchCode,
    });
  return live;
}
