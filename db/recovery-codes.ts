import { and, count, eq, isNull } from "drizzle-orm";
import { v7 } from "uuid";
import type { Tx } from "./client.ts";
import { staffRecoveryCodes } from "./schema/staff.ts";

const good = (staffId: string) =>
  and(
    eq(staffRecoveryCodes.staffId, staffId),
    isNull(staffRecoveryCodes.usedAt),
    isNull(staffRecoveryCodes.revokedAt),
  );

/** Gives a person new codes; those not used yet are good no more. */
export async function replaceRecoveryCodes(
  tx: Tx,
  staffId: string,
  { hashes, at }: { hashes: readonly Buffer[]; at: Date },
): Promise<void> {
  await tx.update(staffRecoveryCodes).set({ revokedAt: at }).where(good(staffId));
  const rows = hashes.map((codeHash) => ({ id: v7(), staffId, codeHash, createdAt: at }));
  await tx.insert(staffRecoveryCodes).values(rows);
}

/** Whether a person has this code still. */
export async function findRecoveryCode(tx: Tx, staffId: string, codeHash: Buffer) {
  const [found] = await tx
    .select({ id: staffRecoveryCodes.id })
    .from(staffRecoveryCodes)
    .where(and(good(staffId), eq(staffRecoveryCodes.codeHash, codeHash)));
  return found;
}

/** Uses a code up, once ever; undefined where the person has no such code, or no more. */
export async function takeRecoveryCode(tx: Tx, staffId: string, codeHash: Buffer, at: Date) {
  const [taken] = await tx
    .update(staffRecoveryCodes)
    .set({ usedAt: at })
    .where(and(good(staffId), eq(staffRecoveryCodes.codeHash, codeHash)))
    .returning({ id: staffRecoveryCodes.id });
  return taken;
}

export async function countRecoveryCodes(tx: Tx, staffId: string): Promise<number> {
  const [counted] = await tx.select({ left: count() }).from(staffRecoveryCodes).where(good(staffId));
  return counted?.left ?? 0;
}
