import { and, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { apiKeys } from "./schema/api-keys.ts";
import { staff } from "./schema/staff.ts";

export async function insertKey(tx: Tx, key: typeof apiKeys.$inferInsert): Promise<void> {
  await tx.insert(apiKeys).values(key);
}

/** What people see of a key: nothing that anybody could call with. */
const shown = {
  id: apiKeys.id,
  clientId: apiKeys.clientId,
  prefix: apiKeys.prefix,
  createdAt: apiKeys.createdAt,
  expiresAt: apiKeys.expiresAt,
  revokedAt: apiKeys.revokedAt,
  lastUsedOn: apiKeys.lastUsedOn,
  /** Whether another one that was not revoked is in its place. */
  replaced: sql<boolean>`exists (select from api_keys s
    where s.replaces = ${apiKeys.id} and s.revoked_at is null)`,
};
export type ShownKey = NonNullable<Awaited<ReturnType<typeof findKey>>>;

export async function findKey(tx: Tx, id: string) {
  const [found] = await tx.select(shown).from(apiKeys).where(eq(apiKeys.id, id));
  return found;
}

/** A client's keys with who made each, the newest first. */
export async function listKeysOf(tx: Tx, clientId: string) {
  return tx
    .select({ ...shown, makerName: staff.name })
    .from(apiKeys)
    .leftJoin(staff, eq(staff.id, apiKeys.createdBy))
    .where(eq(apiKeys.clientId, clientId))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
}

const works = (id: string, now: Date) =>
  and(
    eq(apiKeys.id, id),
    isNull(apiKeys.revokedAt),
    or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
  );

/** Brings the end of a key nearer; undefined where it works no more. */
export async function endKeyAt(tx: Tx, id: string, { now, end }: { now: Date; end: Date }) {
  const [ended] = await tx
    .update(apiKeys)
    .set({ expiresAt: end })
    .where(works(id, now))
    .returning({ id: apiKeys.id });
  return ended;
}

/** Ends a key at once and for good; undefined where it works no more. */
export async function revokeKeyRow(tx: Tx, id: string, now: Date) {
  const [revoked] = await tx
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(works(id, now))
    .returning({ id: apiKeys.id });
  return revoked;
}
