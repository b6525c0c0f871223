import { desc, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { loginEvents } from "./schema/logins.ts";

export type LoginEvent = typeof loginEvents.$inferSelect;

/** What login checks found for a contract, newest first. */
export async function listLoginEvents(tx: Tx, contractId: string, limit: number): Promise<LoginEvent[]> {
  return tx
    .select()
    .from(loginEvents)
    .where(eq(loginEvents.contractId, contractId))
    .orderBy(desc(loginEvents.id))
    .limit(limit);
}

/** Writes down what a check found, in the transaction of what it did. */
export async function writeLoginEvent(tx: Tx, event: typeof loginEvents.$inferInsert): Promise<void> {
  await tx.insert(loginEvents).values(event);
}
