import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core";
import { branchRoles, roles, sessionStages } from "#core/staff/rules.ts";
import { at, bytea, id } from "./columns.ts";
import { oneOf } from "./one-of.ts";

export const branches = pgTable(
  "branches",
  {
    code: text().primaryKey(),
    name: text().notNull(),
    kana: text().notNull(),
  },
  (t) => [check("branches_code_format", sql`${t.code} ~ '^[0-9]{3}$'`)],
);

/** A person who works here. Failures of password and OTP are counted apart, as for customers. */
export const staff = pgTable(
  "staff",
  {
    id: id(),
    username: text().notNull().unique("staff_username_unique"),
    name: text().notNull(),
    role: text({ enum: roles }).notNull(),
    branchCode: text().references(() => branches.code),
    passwordHash: text().notNull(),
    otpSecretSealed: bytea().notNull(),
    otpKeyVersion: smallint().notNull(),
    otpLastStep: bigint({ mode: "number" }).notNull().default(-1),
    passwordFails: integer().notNull().default(0),
    otpFails: integer().notNull().default(0),
    createdAt: at().notNull(),
    disabledAt: at(),
  },
  (t) => [
    check("staff_role_known", oneOf(t.role, roles)),
    check("staff_branch_by_role", sql`(${oneOf(t.role, branchRoles)}) = (${t.branchCode} is not null)`),
  ],
);

/** A signed-in browser. The cookie only points here, so ending the row ends the session. */
export const staffSessions = pgTable(
  "staff_sessions",
  {
    id: id(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id),
    stage: text({ enum: sessionStages }).notNull(),
    createdAt: at().notNull(),
    lastSeenAt: at().notNull(),
    endedAt: at(),
  },
  (t) => [
    check("staff_sessions_stage_known", oneOf(t.stage, sessionStages)),
    index("staff_sessions_by_staff").on(t.staffId),
  ],
);
