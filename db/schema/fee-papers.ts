import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { feePapers } from "#core/fees/rules.ts";
import { at, id } from "./columns.ts";
import { fees } from "./fees.ts";
import { oneOf } from "./one-of.ts";
import { staff } from "./staff.ts";

/** A paper of a fee was issued to be printed: the first time, or once more, which its sheet then says. */
export const feePaperIssues = pgTable(
  "fee_paper_issues",
  {
    id: id(),
    feeId: uuid()
      .notNull()
      .references(() => fees.id),
    paper: text({ enum: feePapers }).notNull(),
    /** Of a receipt: each payment over the counter has its own. */
    receiptNumber: integer(),
    /** 1 for the first issue, 2, 3… for those after it. */
    number: integer().notNull(),
    amountYen: integer().notNull(),
    issuedBy: uuid()
      .notNull()
      .references(() => staff.id),
    issuedAt: at().notNull(),
  },
  (t) => [
    check("fee_paper_issues_paper_known", oneOf(t.paper, feePapers)),
    check(
      "fee_paper_issues_numbered",
      sql`${t.number} > 0 and (${t.paper} = 'receipt') = (${t.receiptNumber} is not null)`,
    ),
    unique("fee_paper_issues_one_each").on(t.feeId, t.paper, t.receiptNumber, t.number).nullsNotDistinct(),
  ],
);
