import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { clientScopes } from "#core/clients/rules.ts";
import { id } from "./columns.ts";
import { apiClients } from "./logins.ts";
import { proposalChecks, proposalColumns } from "./proposals.ts";

const known = sql.raw(clientScopes.map((scope) => `'${scope}'`).join(", "));

/**
 * A change of what a client may do: asked for by one administrator, in force once another has approved it. A client is
 * registered with no scope at all, and its first change is the one that gives it some.
 */
export const clientChanges = pgTable(
  "client_changes",
  {
    id: id(),
    ...proposalColumns(),
    clientId: uuid()
      .notNull()
      .references(() => apiClients.id),
    /** Scopes and calls a minute (null for as many as it likes) as they were when asked for, and as they are to be. */
    fromScopes: text().array().notNull(),
    toScopes: text().array().notNull(),
    fromCallsPerMinute: integer(),
    toCallsPerMinute: integer(),
  },
  (t) => [
    ...proposalChecks("client_changes", t),
    check(
      "client_changes_scopes_known",
      sql`cardinality(${t.toScopes}) > 0 and ${t.toScopes} <@ array[${known}]`,
    ),
    check("client_changes_calls_positive", sql`${t.toCallsPerMinute} > 0`),
    uniqueIndex("client_changes_one_proposed").on(t.clientId).where(sql`${t.state} = 'proposed'`),
  ],
);
