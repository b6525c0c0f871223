import { bigint, date, integer, pgTable, text } from "drizzle-orm/pg-core";
import { tokenStates } from "#core/tokens/rules.ts";

const id = () => bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity();

/**
 * How many tokens there are: the sum of what is added here by triggers with each token that comes, leaves a state or
 * enters one. To count a million tokens takes longer than to show a page, and one row a state, changed by everybody,
 * would make the login check wait.
 */
export const tokenCounts = pgTable("token_counts", {
  id: id(),
  state: text({ enum: tokenStates }).notNull(),
  model: text().notNull(),
  batch: text(),
  expiresOn: date({ mode: "string" }).notNull(),
  count: integer().notNull(),
});

/** Likewise how many tokens of each model left the stock in each month in Japan (YYYY-MM) for orders that have them. */
export const tokenUses = pgTable("token_uses", {
  id: id(),
  model: text().notNull(),
  month: text().notNull(),
  count: integer().notNull(),
});
