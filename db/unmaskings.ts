import { and, desc, eq, gt, lte } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { unmaskings } from "./schema/look-ups.ts";

export type Unmasking = typeof unmaskings.$inferSelect;

export async function insertUnmasking(
  tx: Tx,
  unmasking: Omit<typeof unmaskings.$inferInsert, "id">,
): Promise<Unmasking> {
  const [inserted] = await tx.insert(unmaskings).values(unmasking).returning();
  if (!inserted) throw new Error("insert returned no row");
  return inserted;
}

/** What lets a person see a contract unmasked at a moment, asked for in the sign-in that they use. */
export async function findUnmasking(
  tx: Tx,
  { staffId, signedInAt, contractId }: Pick<Unmasking, "staffId" | "signedInAt" | "contractId">,
  now: Date,
): Promise<Unmasking | undefined> {
  const [found] = await tx
    .select()
    .from(unmaskings)
    .where(
      and(
        eq(unmaskings.staffId, staffId),
        eq(unmaskings.contractId, contractId),
        eq(unmaskings.signedInAt, signedInAt),
        lte(unmaskings.at, now),
        gt(unmaskings.until, now),
      ),
    )
    .orderBy(desc(unmaskings.until))
    .limit(1);
  return found;
}
