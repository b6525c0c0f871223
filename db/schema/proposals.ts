import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, text, uuid } from "drizzle-orm/pg-core";
import { proposalStates } from "#core/proposals/rules.ts";
import { at } from "./columns.ts";
import { oneOf } from "./one-of.ts";
import { staff } from "./staff.ts";

/** Of a row that one person asks for and another decides. */
export const proposalColumns = () => ({
  state: text({ enum: proposalStates }).notNull().default("proposed"),
  reason: text().notNull(),
  makerId: uuid()
    .notNull()
    .references(() => staff.id),
  checkerId: uuid().references(() => staff.id),
  proposedAt: at().notNull(),
  decidedAt: at(),
  /** Why it was turned down. */
  decisionNote: text(),
});

type Columns = Record<"state" | "makerId" | "checkerId" | "decidedAt", AnyPgColumn>;

/** That another one decides it, and that who and when is known exactly where it is decided. */
export const proposalChecks = (table: string, t: Columns) => [
  check(`${table}_state_known`, oneOf(t.state, proposalStates)),
  check(`${table}_four_eyes`, sql`${t.checkerId} <> ${t.makerId}`),
  check(
    `${table}_decided_by`,
    sql`(${t.state} in ('approved', 'turned_down')) = (${t.checkerId} is not null)
        and (${t.state} = 'proposed') = (${t.decidedAt} is null)`,
  ),
];
