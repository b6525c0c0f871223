import { and, eq, isNotNull } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { formDrafts } from "./schema/form-drafts.ts";

type Draft = typeof formDrafts.$inferSelect;

/** Keeps what a person has typed, in place of what they had before; `typed` null: nothing any more. */
export async function keepDraft(tx: Tx, draft: Draft): Promise<void> {
  const { typed, savedAt } = draft;
  await tx
    .insert(formDrafts)
    .values(draft)
    .onConflictDoUpdate({ target: formDrafts.staffId, set: { typed, savedAt } });
}

/** Throws a person's draft away, if there is one. */
export async function dropDraft(tx: Tx, staffId: string): Promise<void> {
  await tx.update(formDrafts).set({ typed: null }).where(eq(formDrafts.staffId, staffId));
}

export async function findDraft(tx: Tx, staffId: string): Promise<Draft | undefined> {
  const [found] = await tx
    .select()
    .from(formDrafts)
    .where(and(eq(formDrafts.staffId, staffId), isNotNull(formDrafts.typed)));
  return found;
}
