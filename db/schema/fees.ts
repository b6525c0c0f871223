import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { feeEntryKinds } from "#core/fees/rules.ts";
import { orderingKinds, reissueReasons } from "#core/forms/rules.ts";
import { at, id } from "./columns.ts";
import { contracts } from "./contracts.ts";
import { oneOf } from "./one-of.ts";
import { orders } from "./orders.ts";
import { branches, staff } from "./staff.ts";

/** Yen before tax by kind and reason from a day on; a null reason or return covers every one. */
export const feeRules = pgTable(
  "fee_rules",
  {
    id: id(),
    kind: text({ enum: orderingKinds }).notNull(),
    reason: text({ enum: reissueReasons }),
    oldTokenReturned: boolean(),
    netYen: integer().notNull(),
    validFrom: date({ mode: "string" }).notNull(),
  },
  (t) => [
    check("fee_rules_kind_known", oneOf(t.kind, orderingKinds)),
    check("fee_rules_reason_known", oneOf(t.reason, reissueReasons)),
    check("fee_rules_net_not_negative", sql`${t.netYen} >= 0`),
  ],
);

/** Consumption tax in whole percent from a day on. */
export const taxRates = pgTable(
  "tax_rates",
  {
    validFrom: date({ mode: "string" }).primaryKey(),
    percent: integer().notNull(),
  },
  (t) => [check("tax_rates_percent_range", sql`${t.percent} between 0 and 100`)],
);

/** What an order costs its customer, and by which rule and rate. Where it stands is in its entries. */
export const fees = pgTable(
  "fees",
  {
    id: id(),
    orderId: uuid()
      .notNull()
      .unique("fees_one_per_order")
      .references(() => orders.id),
    contractId: uuid()
      .notNull()
      .references(() => contracts.id),
    branchCode: text()
      .notNull()
      .references(() => branches.code),
    ruleId: uuid()
      .notNull()
      .references(() => feeRules.id),
    kind: text({ enum: orderingKinds }).notNull(),
    reason: text({ enum: reissueReasons }),
    netYen: integer().notNull(),
    taxPercent: integer().notNull(),
    taxYen: integer().notNull(),
    grossYen: integer().notNull(),
    assessedAt: at().notNull(),
  },
  (t) => [
    check("fees_kind_known", oneOf(t.kind, orderingKinds)),
    check("fees_reason_known", oneOf(t.reason, reissueReasons)),
    check("fees_gross_is_net_and_tax", sql`${t.grossYen} = ${t.netYen} + ${t.taxYen}`),
    check("fees_not_negative", sql`${t.netYen} >= 0 and ${t.taxYen} >= 0`),
    index("fees_by_time").on(t.assessedAt, t.branchCode),
  ],
);

/** A fee's life: a ledger that only grows. Amounts are whole yen with tax, the kind tells the direction. */
export const feeEntries = pgTable(
  "fee_entries",
  {
    id: id(),
    feeId: uuid()
      .notNull()
      .references(() => fees.id),
    kind: text({ enum: feeEntryKinds }).notNull(),
    amountYen: integer().notNull(),
    note: text().notNull().default(""),
    enteredBy: uuid().references(() => staff.id),
    enteredAt: at().notNull(),
  },
  (t) => [
    check("fee_entries_kind_known", oneOf(t.kind, feeEntryKinds)),
    check("fee_entries_not_negative", sql`${t.amountYen} >= 0`),
    uniqueIndex("fee_entries_assessed_once").on(t.feeId).where(sql`${t.kind} = 'assessed'`),
    uniqueIndex("fee_entries_reversed_once").on(t.feeId).where(sql`${t.kind} = 'reversed'`),
    index("fee_entries_by_fee").on(t.feeId, t.enteredAt),
  ],
);
