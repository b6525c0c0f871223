import { sql } from "drizzle-orm";
import { boolean, check, integer, pgTable, text } from "drizzle-orm/pg-core";
import { taxRoundings } from "#core/fees/rules.ts";
import { at } from "./columns.ts";
import { oneOf } from "./one-of.ts";

/** The bank's choices: one row, read by the statement that needs it, so that a change bites at once. */
export const settings = pgTable(
  "settings",
  {
    id: boolean().primaryKey().default(true),
    /** Set by the demo data: only such a database tells its passwords to `npm run demo`. */
    demoSince: at(),
    passwordLimit: integer().notNull().default(5),
    otpLimit: integer().notNull().default(5),
    cardLimit: integer().notNull().default(3),
    /** Steps accepted before and after the present one. */
    otpWindowSteps: integer().notNull().default(1),
    /** The most that a token's learned drift may move at one login, and may reach in all. */
    driftStepLimit: integer().notNull().default(1),
    driftTotalLimit: integer().notNull().default(10),
    loginMinutes: integer().notNull().default(10),
    challengeMinutes: integer().notNull().default(60),
    cardAccessDays: integer().notNull().default(21),
    cardUseLimit: integer(),
    staffPasswordLimit: integer().notNull().default(5),
    staffOtpLimit: integer().notNull().default(5),
    staffIdleMinutes: integer().notNull().default(15),
    staffSessionHours: integer().notNull().default(10),
    orderDueBusinessDays: integer().notNull().default(10),
    taxRounding: text({ enum: taxRoundings }).notNull().default("floor"),
  },
  (t) => [
    check("settings_one_row", sql`${t.id}`),
    check(
      "settings_limits_positive",
      sql`least(${t.passwordLimit}, ${t.otpLimit}, ${t.cardLimit}, ${t.staffPasswordLimit}, ${t.staffOtpLimit}) > 0`,
    ),
    check("settings_tax_rounding_known", oneOf(t.taxRounding, taxRoundings)),
  ],
);
