import { and, count, eq, ne, type SQL, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import type { Queue } from "./home.ts";
import { audit } from "./schema/audit.ts";
import { clientChanges } from "./schema/client-changes.ts";
import { settings } from "./schema/settings.ts";
import { staff, staffInvitations } from "./schema/staff.ts";
import { staffChanges } from "./schema/staff-changes.ts";
import { accountState, lacksLink } from "./staff-desk.ts";

/** Since when a person is locked out. */
const lockedAt = sql<Date | null>`min((select max(${audit.at}) from ${audit}
  where ${audit.subjectId} = ${staff.id}::text and ${audit.action} = 'staff.lock'))`.mapWith(audit.at);

/** Since when a person has no link: it ran out or was withdrawn, or they were let in, or invited. */
const linklessAt = sql<Date | null>`min(coalesce(
  (select max(coalesce(${staffInvitations.revokedAt}, ${staffInvitations.expiresAt})) from ${staffInvitations}
    where ${staffInvitations.staffId} = ${staff.id}),
  (select max(${staffChanges.decidedAt}) from ${staffChanges}
    where ${staffChanges.staffId} = ${staff.id} and ${staffChanges.state} = 'approved'),
  ${staff.createdAt}))`.mapWith(staff.createdAt);

/** What waits for one administrator: changes that they may decide, people locked out, and people without a link. */
export async function countAccountQueues(
  tx: Tx,
  { staffId, now }: { staffId: string; now: Date },
): Promise<Queue[]> {
  const [[changes], [ofClients], [locked], [linkless]] = await Promise.all([
    tx
      .select({ count: count(), oldest: oldestOf(staffChanges) })
      .from(staffChanges)
      .where(
        and(
          eq(staffChanges.state, "proposed"),
          ne(staffChanges.makerId, staffId),
          ne(staffChanges.staffId, staffId),
        ),
      ),
    tx
      .select({ count: count(), oldest: oldestOf(clientChanges) })
      .from(clientChanges)
      .where(and(eq(clientChanges.state, "proposed"), ne(clientChanges.makerId, staffId))),
    countPeople(tx, eq(accountState, "locked"), lockedAt),
    countPeople(tx, lacksLink(now), linklessAt),
  ]);
  const none = { count: 0, oldest: null };
  return [
    { queue: "staff_change", ...(changes ?? none) },
    { queue: "client_change", ...(ofClients ?? none) },
    { queue: "staff_locked", ...(locked ?? none) },
    { queue: "staff_no_link", ...(linkless ?? none) },
  ];
}

/** Since when the longest of them waits. */
function oldestOf({ proposedAt }: typeof staffChanges | typeof clientChanges): SQL<Date | null> {
  return sql<Date | null>`min(${proposedAt})`.mapWith(audit.at);
}

function countPeople(tx: Tx, where: SQL, oldest: SQL<Date | null>) {
  return tx.select({ count: count(), oldest }).from(staff).innerJoin(settings, sql`true`).where(where);
}
