import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { at, bytea } from "./columns.ts";
import { oneOf } from "./one-of.ts";

const actorKinds = ["staff", "customer", "client", "system"] as const;

/**
 * Who did what to what, written in the transaction that did it. Only ever added to, and a chain: the number and both
 * hashes are the database's to give (db/guards/audit-chain.ts), from 1 on without a gap in the order of commits.
 */
export const audit = pgTable(
  "audit",
  {
    /** Its number. Whatever is given here gives way to the next one. */
    id: bigint({ mode: "number" }).primaryKey().default(0),
    at: at().notNull(),
    /** `staff`, `customer`, `client` (an API key) or `system`. */
    actorKind: text({ enum: actorKinds }).notNull(),
    actorId: uuid(),
    actorName: text().notNull(),
    /** The command's name, such as `form.approve`. */
    action: text().notNull(),
    /** What it was done to: a noun, its id, and the number or serial people know it by. */
    subjectKind: text().notNull(),
    subjectId: text().notNull(),
    subjectLabel: text().notNull(),
    contractId: uuid(),
    branchCode: text(),
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
    reason: text(),
    requestId: text().notNull(),
    address: text().notNull(),
    /** The form that it carries out, and who keyed and approved what it carries out. */
    formNumber: integer(),
    makerId: uuid(),
    checkerId: uuid(),
    /** SHA-256 of the row before, 32 zero bytes before the first; and of that and all the facts of this row. */
    previousHash: bytea().notNull().default(sql`''`),
    hash: bytea().notNull().default(sql`''`),
  },
  (t) => [
    check("audit_chained", sql`${t.id} > 0 and length(${t.previousHash}) = 32 and length(${t.hash}) = 32`),
    check(
      "audit_one_line",
      sql`${t.actorName} || ${t.subjectLabel} || ${t.requestId} || ${t.address}
        !~ '[\\u0001-\\u001F\\u007F-\\u009F\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]'`,
    ),
    check("audit_actor_kind_known", oneOf(t.actorKind, actorKinds)),
    index("audit_by_contract").on(t.contractId, t.id),
    index("audit_by_subject").on(t.subjectId, t.id),
    index("audit_by_time").on(t.at, t.id),
    index("audit_by_action").on(t.action, t.at, t.id),
    index("audit_by_subject_kind").on(t.subjectKind, t.at, t.id),
    index("audit_by_label").on(t.subjectLabel, t.at, t.id),
    index("audit_by_actor").on(t.actorName, t.at, t.id),
    index("audit_by_actor_and_action").on(t.actorName, t.action, t.at, t.id),
    index("audit_by_address").on(t.address, t.at, t.id),
    index("audit_by_address_and_action").on(t.address, t.action, t.at, t.id),
    index("audit_by_request").on(t.requestId, t.at, t.id),
    index("audit_by_form").on(t.formNumber, t.at, t.id).where(sql`${t.formNumber} is not null`),
  ],
);
