import { and, eq, gt, gte, lt, notInArray, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { tokenCounts, tokenUses } from "./schema/stock.ts";

const summed = sql<number>`sum(${tokenCounts.count})::int`;
/** What came and went again leaves nothing to tell of. */
const any = sql`sum(${tokenCounts.count}) <> 0`;

/** How many tokens there are in each state. */
export async function countTokens(tx: Tx) {
  return tx
    .select({ state: tokenCounts.state, count: summed })
    .from(tokenCounts)
    .groupBy(tokenCounts.state)
    .having(any);
}

/** The models and batches that there are, for a filter to offer. */
export async function listTokenKinds(tx: Tx): Promise<{ models: string[]; batches: string[] }> {
  const { model, batch } = tokenCounts;
  const kinds = await tx.select({ model, batch }).from(tokenCounts).groupBy(model, batch).having(any);
  const sorted = (names: (string | null)[]) => [...new Set(names.filter((name) => name !== null))].sort();
  return {
    models: sorted(kinds.map((kind) => kind.model)),
    batches: sorted(kinds.map((kind) => kind.batch)),
  };
}

/** How many tokens of each model and batch are in each state, and how many of them may be allocated on `today`. */
export async function countByBatch(tx: Tx, today: string) {
  const { model, batch, state, expiresOn, count } = tokenCounts;
  return tx
    .select({
      model,
      batch,
      state,
      count: summed,
      free: sql<number>`coalesce(sum(${count}) filter (where ${state} = 'in_stock' and ${expiresOn} > ${today}), 0)::int`,
    })
    .from(tokenCounts)
    .groupBy(model, batch, state)
    .having(any)
    .orderBy(model, batch);
}

/** How many tokens of each model may be allocated on `today`; a model with none is absent. */
export async function countFree(tx: Tx, today: string): Promise<Map<string, number>> {
  const rows = await tx
    .select({ model: tokenCounts.model, count: summed })
    .from(tokenCounts)
    .where(and(eq(tokenCounts.state, "in_stock"), gt(tokenCounts.expiresOn, today)))
    .groupBy(tokenCounts.model)
    .having(any);
  return new Map(rows.map((row) => [row.model, row.count]));
}

/**
 * How many tokens not yet out of use have a battery that ends before `until`, by model, state and month (YYYY-MM);
 * the month is null for what has ended by `today`.
 */
export async function countExpiring(tx: Tx, { today, until }: { today: string; until: string }) {
  const { model, state, expiresOn } = tokenCounts;
  const month = sql<
    string | null
  >`case when ${expiresOn} > ${today} then to_char(${expiresOn}, 'YYYY-MM') end`;
  return tx
    .select({ month, model, state, count: summed })
    .from(tokenCounts)
    .where(and(notInArray(state, ["revoked", "disposed"]), lt(expiresOn, until)))
    .groupBy(sql`1`, model, state)
    .having(any)
    .orderBy(sql`1 nulls first`, model);
}

/**
 * How many tokens of each model left the stock in each month in Japan (YYYY-MM) from one on: allocated to an order
 * that still has them, so that what was taken back into stock does not count. Months with none are absent.
 */
export async function countUsed(tx: Tx, since: string) {
  const count = sql<number>`sum(${tokenUses.count})::int`;
  return tx
    .select({ month: tokenUses.month, model: tokenUses.model, count })
    .from(tokenUses)
    .where(gte(tokenUses.month, since))
    .groupBy(tokenUses.month, tokenUses.model)
    .having(sql`sum(${tokenUses.count}) <> 0`);
}

/** Sums up what has been added to the counts since the last time, so that they stay short. */
export async function foldCounts(tx: Tx): Promise<void> {
  await tx.execute(sql`with gone as (delete from token_counts returning *)
    insert into token_counts (state, model, batch, expires_on, count)
    select state, model, batch, expires_on, sum(count) from gone group by state, model, batch, expires_on
      having sum(count) <> 0`);
  await tx.execute(sql`with gone as (delete from token_uses returning *)
    insert into token_uses (model, month, count)
    select model, month, sum(count) from gone group by model, month having sum(count) <> 0`);
}
