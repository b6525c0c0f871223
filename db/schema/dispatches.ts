import { integer, pgTable, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";
import { staff } from "./staff.ts";

/** Orders that are packed and posted together. */
export const dispatches = pgTable(
  "dispatches",
  {
    id: id(),
    number: integer().notNull().generatedAlwaysAsIdentity({ startWith: 1, maxValue: 999999 }),
    madeBy: uuid()
      .notNull()
      .references(() => staff.id),
    madeAt: at().notNull(),
  },
  (t) => [uniqueIndex("dispatches_number_unique").on(t.number)],
);
