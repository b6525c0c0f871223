import { sql } from "drizzle-orm";
import { check, date, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { longestAbsenceDays } from "#core/delegations/rules.ts";
import { at, id } from "./columns.ts";
import { staff } from "./staff.ts";

/** Somebody who is away names another of the same rank, who acts for their branch on those days in Japan. */
export const delegations = pgTable(
  "delegations",
  {
    id: id(),
    absentId: uuid()
      .notNull()
      .references(() => staff.id),
    substituteId: uuid()
      .notNull()
      .references(() => staff.id),
    fromOn: date({ mode: "string" }).notNull(),
    /** The last day, included. */
    untilOn: date({ mode: "string" }).notNull(),
    reason: text().notNull(),
    namedAt: at().notNull(),
    endedAt: at(),
    endedBy: uuid().references(() => staff.id),
  },
  (t) => [
    check("delegations_to_another", sql`${t.substituteId} <> ${t.absentId}`),
    check(
      "delegations_days",
      sql`${t.untilOn} - ${t.fromOn} between 0 and ${sql.raw(String(longestAbsenceDays - 1))}
        and ${t.fromOn} >= (${t.namedAt} at time zone 'Asia/Tokyo')::date`,
    ),
    check(
      "delegations_ended_by_either",
      sql`(${t.endedAt} is null) = (${t.endedBy} is null) and ${t.endedBy} in (${t.absentId}, ${t.substituteId})`,
    ),
    index("delegations_by_substitute").on(t.substituteId, t.untilOn),
  ],
);
