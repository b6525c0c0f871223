import { sql } from "drizzle-orm";
import { boolean, check, date, integer, pgTable, text } from "drizzle-orm/pg-core";
import { orderingKinds, reissueReasons } from "#core/forms/rules.ts";
import { id } from "./columns.ts";
import { oneOf } from "./one-of.ts";

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
