import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import {
  lookUpPages,
  lookUpPurposes,
  lookUpSlotMinutes,
  unmaskedMinutes,
  unmaskReasons,
} from "#core/look-ups/rules.ts";
import { at, id } from "./columns.ts";
import { contracts } from "./contracts.ts";
import { oneOf } from "./one-of.ts";
import { staff } from "./staff.ts";

const minutes = (count: number) => sql.raw(`interval '${count} minutes'`);

/** Somebody saw a customer whole on purpose: why, and until when. Holds for the sign-in in which it was asked for. */
export const unmaskings = pgTable(
  "unmaskings",
  {
    id: id(),
    at: at().notNull(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id),
    /** When the session was signed in to; its id changes with each fresh OTP, this does not. */
    signedInAt: at().notNull(),
    contractId: uuid()
      .notNull()
      .references(() => contracts.id),
    reason: text({ enum: unmaskReasons }).notNull(),
    note: text().notNull().default(""),
    until: at().notNull(),
  },
  (t) => [
    check("unmaskings_reason_known", oneOf(t.reason, unmaskReasons)),
    check("unmaskings_other_in_words", sql`${t.reason} <> 'other' or btrim(${t.note}) <> ''`),
    check(
      "unmaskings_short",
      sql`${t.until} > ${t.at} and ${t.until} <= ${t.at} + ${minutes(unmaskedMinutes)}`,
    ),
    unique("unmaskings_of").on(t.id, t.staffId, t.contractId),
    index("unmaskings_by_time").on(t.at, t.id),
    index("unmaskings_in_force").on(t.staffId, t.contractId, t.until),
  ],
);

/**
 * Who looked at whose data, on which page and why. Only ever added to. What several looks within one slot of minutes
 * have in common is one row; a look at an unmasked customer is a row of its own.
 */
export const lookUps = pgTable(
  "look_ups",
  {
    id: id(),
    at: at().notNull(),
    /** The beginning of its slot. */
    slotAt: at().notNull(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id),
    /** The branch the person was of then, null for head office; and the contract's. */
    staffBranchCode: text(),
    branchCode: text().notNull(),
    contractId: uuid()
      .notNull()
      .references(() => contracts.id),
    page: text({ enum: lookUpPages }).notNull(),
    purpose: text({ enum: lookUpPurposes }).notNull(),
    unmaskingId: uuid(),
    outsideHours: boolean().notNull(),
    requestId: text().notNull(),
    address: text().notNull(),
  },
  (t) => [
    check("look_ups_page_known", oneOf(t.page, lookUpPages)),
    check("look_ups_purpose_known", oneOf(t.purpose, lookUpPurposes)),
    check(
      "look_ups_slot",
      sql`${t.slotAt} = date_bin(${minutes(lookUpSlotMinutes)}, ${t.at}, timestamptz '2000-01-01 00:00:00+00')`,
    ),
    foreignKey({
      name: "look_ups_own_unmasking",
      columns: [t.unmaskingId, t.staffId, t.contractId],
      foreignColumns: [unmaskings.id, unmaskings.staffId, unmaskings.contractId],
    }),
    unique("look_ups_once").on(t.staffId, t.contractId, t.page, t.slotAt, t.unmaskingId).nullsNotDistinct(),
    index("look_ups_by_time").on(t.at, t.id),
    index("look_ups_by_staff").on(t.staffId, t.at, t.id),
    index("look_ups_by_contract").on(t.contractId, t.at, t.id),
    index("look_ups_by_branch").on(t.branchCode, t.at, t.id),
    index("look_ups_unmasked").on(t.at, t.id).where(sql`${t.unmaskingId} is not null`),
  ],
);

/** 点検: the looks of one person in one month, gone through by another. Only ever added to. */
export const lookUpReviews = pgTable(
  "look_up_reviews",
  {
    id: id(),
    /** The first day of the month in Japan. */
    month: date({ mode: "string" }).notNull(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id),
    reviewerId: uuid()
      .notNull()
      .references(() => staff.id),
    at: at().notNull(),
    note: text().notNull(),
    /** How many looks, and how many of them unmasked, there were to go through. */
    lookUps: integer().notNull(),
    unmasked: integer().notNull(),
  },
  (t) => [
    check("look_up_reviews_four_eyes", sql`${t.reviewerId} <> ${t.staffId}`),
    check("look_up_reviews_month", sql`extract(day from ${t.month}) = 1`),
    check(
      "look_up_reviews_month_over",
      sql`(${t.at} at time zone 'Asia/Tokyo')::date >= (${t.month} + interval '1 month')::date`,
    ),
    check("look_up_reviews_counts", sql`${t.unmasked} between 0 and ${t.lookUps} and ${t.lookUps} > 0`),
    unique("look_up_reviews_once").on(t.month, t.staffId),
  ],
);
