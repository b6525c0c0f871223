import { count, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "./client.ts";

/** Further rows of a list are not counted: to count a million takes longer than to show a page. */
export const countedAtMost = 1_000;

/** How many rows a list has; where there are `more` than are counted, as many as are counted. */
export type Counted = { total: number; more: boolean };

export async function countListed(tx: Tx, table: PgTable, where: SQL | undefined): Promise<Counted> {
  const listed = tx
    .select({ one: sql`1`.as("one") })
    .from(table)
    .where(where)
    .limit(countedAtMost + 1)
    .as("listed");
  const [counted] = await tx.select({ total: count() }).from(listed);
  const total = counted?.total ?? 0;
  return { total: Math.min(total, countedAtMost), more: total > countedAtMost };
}
