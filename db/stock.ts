import { and, count, eq, gt, gte, lt, notInArray, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { orders } from "./schema/orders.ts";
import { tokens } from "./schema/tokens.ts";

/** How many tokens of each model and batch are in each state, and how many of them may be allocated on `today`. */
export async function countByBatch(tx: Tx, today: string) {
  return tx
    .select({
      model: tokens.model,
      batch: tokens.batch,
      state: tokens.state,
      count: count(),
      free: sql<number>`(count(*) filter (where ${tokens.state} = 'in_stock' and ${tokens.expiresOn} > ${today}))::int`,
    })
    .from(tokens)
    .groupBy(tokens.model, tokens.batch, tokens.state)
    .orderBy(tokens.model, tokens.batch);
}

/** How many tokens of each model may be allocated on `today`; a model with none is absent. */
export async function countFree(tx: Tx, today: string): Promise<Map<string, number>> {
  const rows = await tx
    .select({ model: tokens.model, count: count() })
    .from(tokens)
    .where(and(eq(tokens.state, "in_stock"), gt(tokens.expiresOn, today)))
    .groupBy(tokens.model);
  return new Map(rows.map((row) => [row.model, row.count]));
}

/**
 * How many tokens not yet out of use have a battery that ends before `until`, by model, state and month (YYYY-MM);
 * the month is null for what has ended by `today`.
 */
export async function countExpiring(tx: Tx, { today, until }: { today: string; until: string }) {
  const month = sql<
    string | null
  >`case when ${tokens.expiresOn} > ${today} then to_char(${tokens.expiresOn}, 'YYYY-MM') end`;
  return tx
    .select({ month, model: tokens.model, state: tokens.state, count: count() })
    .from(tokens)
    .where(and(notInArray(tokens.state, ["revoked", "disposed"]), lt(tokens.expiresOn, until)))
    .groupBy(sql`1`, tokens.model, tokens.state)
    .orderBy(sql`1 nulls first`, tokens.model);
}

/**
 * How many tokens of each model left the stock in each month in Japan (YYYY-MM) since an instant: allocated to an
 * order that still has them, so that what was taken back into stock does not count. Months with none are absent.
 */
export async function countUsed(tx: Tx, since: Date) {
  const month = sql<string>`to_char(${orders.allocatedAt} at time zone 'Asia/Tokyo', 'YYYY-MM')`;
  return tx
    .select({ month, model: tokens.model, count: count() })
    .from(orders)
    .innerJoin(tokens, eq(tokens.id, orders.tokenId))
    .where(gte(orders.allocatedAt, since))
    .groupBy(sql`1`, tokens.model);
}
