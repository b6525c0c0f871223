import { and, desc, eq, getTableColumns, gt, isNull, ne, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { settings } from "./schema/settings.ts";
import { staff, staffSessions } from "./schema/staff.ts";
import { hasAuthenticator, hasPassword } from "./staff.ts";

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

/** Ends every session of a person, or every one but this; how many had not ended. */
export async function endSessionsOf(
  tx: Tx,
  staffId: string,
  { at, but }: { at: Date; but?: string },
): Promise<number> {
  const ended = await tx
    .update(staffSessions)
    .set({ endedAt: at })
    .where(
      and(
        eq(staffSessions.staffId, staffId),
        isNull(staffSessions.endedAt),
        but === undefined ? undefined : ne(staffSessions.id, but),
      ),
    )
    .returning({ id: staffSessions.id });
  return ended.length;
}

/** A person's sessions that are not over, the one used last first. */
export async function listSessionsOf(tx: Tx, staffId: string, now: Date) {
  return tx
    .select(getTableColumns(staffSessions))
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .innerJoin(settings, sql`true`)
    .where(and(eq(staffSessions.staffId, staffId), eq(staffSessions.stage, "full"), isLive(now)))
    .orderBy(desc(staffSessions.lastSeenAt));
}

/** What a session's page needs of it, its person as they stand now, and the limits in force. */
const liveColumns = {
  stage: staffSessions.stage,
  createdAt: staffSessions.createdAt,
  lastSeenAt: staffSessions.lastSeenAt,
  confirmedAt: staffSessions.confirmedAt,
  staffId: staff.id,
  username: staff.username,
  name: staff.name,
  role: staff.role,
  branchCode: staff.branchCode,
  passwordChangeDue: sql<boolean>`${staff.passwordChangeDue} and ${hasPassword}`,
  hasAuthenticator,
  idleMinutes: settings.staffIdleMinutes,
  sessionHours: settings.staffSessionHours,
  confirmMinutes: settings.staffConfirmMinutes,
};

/** A session that has not ended, idled out or outlived its day, of a person who is not disabled. */
function isLive(now: Date) {
  const at = sql`${now.toISOString()}::timestamptz`;
  return and(
    eq(staff.id, staffSessions.staffId),
    isNull(staffSessions.endedAt),
    isNull(staff.disabledAt),
    gt(staffSessions.lastSeenAt, sql`${at} - make_interval(mins => ${settings.staffIdleMinutes})`),
    gt(staffSessions.createdAt, sql`${at} - make_interval(hours => ${settings.staffSessionHours})`),
  );
}

export type LiveSession = NonNullable<Awaited<ReturnType<typeof lookAtSession>>>;

/** The person behind a live session, whose idle time goes on. */
export async function lookAtSession(tx: Tx, id: string, now: Date) {
  const [live] = await tx
    .select(liveColumns)
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .innerJoin(settings, sql`true`)
    .where(and(eq(staffSessions.id, id), isLive(now)));
  return live;
}

/**
 * The same, its idle time begun anew: one statement, so that a session that is over is never revived, and a disabled
 * person is out at the next request.
 */
export async function touchSession(tx: Tx, id: string, now: Date): Promise<LiveSession | undefined> {
  const [live] = await tx
    .update(staffSessions)
    .set({ lastSeenAt: sql`greatest(${staffSessions.lastSeenAt}, ${now.toISOString()}::timestamptz)` })
    .from(staff)
    .innerJoin(settings, sql`true`)
    .where(and(eq(staffSessions.id, id), isLive(now)))
    .returning(liveColumns);
  return live;
}

/** Whether a session that has not ended is of somebody who signs in by the provider. */
export async function isOfProvider(tx: Tx, id: string): Promise<boolean> {
  const found = await tx
    .select({ id: staffSessions.id })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .where(and(eq(staffSessions.id, id), isNull(staffSessions.endedAt), eq(staff.singleSignOn, true)));
  return found.length > 0;
}
