import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { staffEnrolments } from "./schema/staff.ts";

export type Enrolment = typeof staffEnrolments.$inferSelect;
type Door = { invitationId: string } | { sessionId: string };

/** Begins to set an authenticator up, or goes on with what was begun: then only the password is another. */
export async function beginInvited(
  tx: Tx,
  row: typeof staffEnrolments.$inferInsert & { invitationId: string },
): Promise<void> {
  await tx
    .insert(staffEnrolments)
    .values(row)
    .onConflictDoUpdate({
      target: staffEnrolments.invitationId,
      targetWhere: sql`ended_at is null`,
      set: { passwordHash: sql`excluded.password_hash` },
    });
}

/** Begins anew within a session: what was begun there before is given up. */
export async function beginWithin(
  tx: Tx,
  row: typeof staffEnrolments.$inferInsert & { sessionId: string; createdAt: Date },
): Promise<void> {
  await tx.update(staffEnrolments).set(wiped(row.createdAt)).where(openAt(row));
  await tx.insert(staffEnrolments).values(row);
}

/** What is being set up by an invitation or within a session. */
export async function findEnrolment(tx: Tx, door: Door): Promise<Enrolment | undefined> {
  const [found] = await tx.select().from(staffEnrolments).where(openAt(door));
  return found;
}

/** Ends it and wipes its secrets; undefined where somebody was quicker, or has changed what was read. */
export async function endEnrolment(tx: Tx, read: Enrolment, at: Date) {
  const [ended] = await tx
    .update(staffEnrolments)
    .set(wiped(at))
    .where(
      and(
        eq(staffEnrolments.id, read.id),
        isNull(staffEnrolments.endedAt),
        sql`${staffEnrolments.passwordHash} is not distinct from ${read.passwordHash}`,
      ),
    )
    .returning({ id: staffEnrolments.id });
  return ended;
}

function openAt(door: Door) {
  const at =
    "sessionId" in door
      ? eq(staffEnrolments.sessionId, door.sessionId)
      : eq(staffEnrolments.invitationId, door.invitationId);
  return and(at, isNull(staffEnrolments.endedAt));
}

function wiped(at: Date) {
  return { endedAt: at, passwordHash: null, otpSecretSealed: null, otpKeyVersion: null };
}
