import { bigint, check, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { at } from "./columns.ts";
import { oneOf } from "./one-of.ts";

const actorKinds = ["staff", "customer", "client", "system"] as const;

/** Who did what to what, written in the transaction that did it. Only ever added to. */
export const audit = pgTable(
  "audit",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
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
  },
  (t) => [
    check("audit_actor_kind_known", oneOf(t.actorKind, actorKinds)),
    index("audit_by_contract").on(t.contractId, t.id),
    index("audit_by_subject").on(t.subjectId, t.id),
    index("audit_by_time").on(t.at),
  ],
);
