import { and, desc, eq, getTableColumns, gt, isNull } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { staff, staffInvitations } from "./schema/staff.ts";
import type { Staff } from "./staff.ts";

type Invitation = typeof staffInvitations.$inferSelect;
export type OpenInvitation = { invitation: Invitation; person: Staff };

export async function insertInvitation(tx: Tx, row: typeof staffInvitations.$inferInsert): Promise<void> {
  await tx.insert(staffInvitations).values(row);
}

/** Withdraws the link that a person may still have; whether there was one. */
export async function revokeInvitation(tx: Tx, staffId: string, at: Date): Promise<boolean> {
  const revoked = await tx
    .update(staffInvitations)
    .set({ revokedAt: at })
    .where(
      and(
        eq(staffInvitations.staffId, staffId),
        isNull(staffInvitations.usedAt),
        isNull(staffInvitations.revokedAt),
      ),
    )
    .returning({ id: staffInvitations.id });
  return revoked.length > 0;
}

const { tokenHash: _, ...shown } = getTableColumns(staffInvitations);

/** The link that a person was given last; nothing that opens it. */
export async function findLastInvitation(tx: Tx, staffId: string) {
  const [last] = await tx
    .select(shown)
    .from(staffInvitations)
    .where(eq(staffInvitations.staffId, staffId))
    .orderBy(desc(staffInvitations.createdAt), desc(staffInvitations.id))
    .limit(1);
  return last;
}

/** The link that a token stands for and whose it is, while it is good and the person not disabled. */
export async function findOpenInvitation(
  tx: Tx,
  tokenHash: Buffer,
  now: Date,
): Promise<OpenInvitation | undefined> {
  const [found] = await tx
    .select({ invitation: staffInvitations, person: staff })
    .from(staffInvitations)
    .innerJoin(staff, eq(staff.id, staffInvitations.staffId))
    .where(
      and(
        eq(staffInvitations.tokenHash, tokenHash),
        isNull(staffInvitations.usedAt),
        isNull(staffInvitations.revokedAt),
        gt(staffInvitations.expiresAt, now),
        isNull(staff.disabledAt),
      ),
    );
  return found;
}

/** Uses a link up; undefined where it was used, withdrawn or too late meanwhile. */
export async function takeInvitation(tx: Tx, id: string, now: Date) {
  const [taken] = await tx
    .update(staffInvitations)
    .set({ usedAt: now })
    .where(
      and(
        eq(staffInvitations.id, id),
        isNull(staffInvitations.usedAt),
        isNull(staffInvitations.revokedAt),
        gt(staffInvitations.expiresAt, now),
      ),
    )
    .returning({ id: staffInvitations.id });
  return taken;
}
