import { sql } from "drizzle-orm";
import { bigint, check, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { type FeeFigure, feeFigures, feeStates } from "#core/fees/rules.ts";
import { orderingKinds, reissueReasons } from "#core/forms/rules.ts";
import { at, bytea } from "./columns.ts";
import { fees } from "./fees.ts";
import { oneOf } from "./one-of.ts";
import { branches, staff } from "./staff.ts";

/** A month of the fees' ledgers that is over for good: nothing is entered in it any more. One after another, no gap. */
export const feeClosings = pgTable(
  "fee_closings",
  {
    /** YYYY-MM in Japan. */
    month: text().primaryKey(),
    closedAt: at().notNull(),
    /** Null where the job did it. */
    closedBy: uuid().references(() => staff.id),
    /** How many entries of ledgers the month holds. */
    entries: integer().notNull(),
    /** The hash of the month before, 32 zero bytes before the first; and of that and all that is frozen of this one. */
    previousHash: bytea().notNull(),
    hash: bytea().notNull(),
  },
  (t) => [
    check("fee_closings_month_format", sql`${t.month} ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`),
    check("fee_closings_chained", sql`length(${t.previousHash}) = 32 and length(${t.hash}) = 32`),
  ],
);

const figure = () => bigint({ mode: "number" }).notNull();
const figureColumns = Object.fromEntries(feeFigures.map((name) => [name, figure()])) as Record<
  FeeFigure,
  ReturnType<typeof figure>
>;

/**
 * What a closed month came to, by whose fee, what of, and where the fee stood at its end. It is written before the
 * closing whose hash covers it, so the foreign key of its month is deferred in the migration.
 */
export const feeClosingTotals = pgTable(
  "fee_closing_totals",
  {
    month: text()
      .notNull()
      .references(() => feeClosings.month),
    branchCode: text()
      .notNull()
      .references(() => branches.code),
    kind: text({ enum: orderingKinds }).notNull(),
    reason: text({ enum: reissueReasons }),
    state: text({ enum: feeStates }).notNull(),
    ...figureColumns,
  },
  (t) => [
    unique("fee_closing_totals_one_each")
      .on(t.month, t.branchCode, t.kind, t.reason, t.state)
      .nullsNotDistinct(),
    check("fee_closing_totals_state_known", oneOf(t.state, feeStates)),
  ],
);

/** A fee that was unpaid, or owed back, when a month ended. */
export const feeClosingItems = pgTable(
  "fee_closing_items",
  {
    month: text()
      .notNull()
      .references(() => feeClosings.month),
    feeId: uuid()
      .notNull()
      .references(() => fees.id),
    branchCode: text().notNull(),
    kind: text({ enum: orderingKinds }).notNull(),
    reason: text({ enum: reissueReasons }),
    state: text({ enum: feeStates }).notNull(),
    assessedAt: at().notNull(),
    dueYen: integer().notNull(),
    creditYen: integer().notNull(),
  },
  (t) => [
    primaryKey({ name: "fee_closing_items_pkey", columns: [t.month, t.feeId] }),
    check(
      "fee_closing_items_open",
      sql`least(${t.dueYen}, ${t.creditYen}) = 0 and ${t.dueYen} + ${t.creditYen} > 0`,
    ),
  ],
);
