import { jsonb, pgTable, uuid } from "drizzle-orm/pg-core";
import { at } from "./columns.ts";
import { staff } from "./staff.ts";

/** What a person had typed of a form that is not keyed yet: one each; null once it is keyed, or thrown away. */
export const formDrafts = pgTable("form_drafts", {
  staffId: uuid()
    .primaryKey()
    .references(() => staff.id),
  typed: jsonb().$type<Record<string, string>>(),
  savedAt: at().notNull(),
});
