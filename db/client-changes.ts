import { and, desc, eq } from "drizzle-orm";
import type { ProposalState } from "#core/proposals/rules.ts";
import type { Tx } from "./client.ts";
import { maker } from "./proposals.ts";
import { clientChanges } from "./schema/client-changes.ts";

export type ClientChange = typeof clientChanges.$inferSelect;

export async function insertClientChange(
  tx: Tx,
  change: typeof clientChanges.$inferInsert,
): Promise<ClientChange> {
  const [inserted] = await tx.insert(clientChanges).values(change).returning();
  if (!inserted) throw new Error("insert returned no row");
  return inserted;
}

export async function findClientChange(tx: Tx, id: string): Promise<ClientChange | undefined> {
  const [found] = await tx.select().from(clientChanges).where(eq(clientChanges.id, id));
  return found;
}

/**
 * Writes a decision if the change is still in the state that was read; undefined if somebody was quicker. An approval
 * puts the change in force: a trigger does.
 */
export async function saveClientChange(
  tx: Tx,
  read: { id: string; state: ProposalState },
  decision: Partial<Pick<ClientChange, "state" | "checkerId" | "decidedAt" | "decisionNote">>,
): Promise<ClientChange | undefined> {
  const [saved] = await tx
    .update(clientChanges)
    .set(decision)
    .where(and(eq(clientChanges.id, read.id), eq(clientChanges.state, read.state)))
    .returning();
  return saved;
}

/** The changes of a client, the newest first, with who asked for each. */
export async function listClientChanges(tx: Tx, clientId: string) {
  const rows = await tx
    .select({ change: clientChanges, makerName: maker.name })
    .from(clientChanges)
    .innerJoin(maker, eq(maker.id, clientChanges.makerId))
    .where(eq(clientChanges.clientId, clientId))
    .orderBy(desc(clientChanges.proposedAt), desc(clientChanges.id));
  return rows.map(({ change, makerName }) => ({ ...change, makerName }));
}
