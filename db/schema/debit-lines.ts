import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { accountTypes, debitResults, newCodes } from "#core/debits/rules.ts";
import { debitBatches } from "./debits.ts";
import { fees } from "./fees.ts";
import { oneOf } from "./one-of.ts";
import { branches } from "./staff.ts";

/** One record of a direct debit file: a fee and the account that it is to come from, as the file has them. */
export const debitLines = pgTable(
  "debit_lines",
  {
    batchId: uuid()
      .notNull()
      .references(() => debitBatches.id),
    /** 1, 2, 3… in the file. */
    row: integer().notNull(),
    feeId: uuid()
      .notNull()
      .references(() => fees.id),
    amountYen: integer().notNull(),
    /** How often the fee had failed before, and once more. */
    attempt: smallint().notNull(),
    branchCode: text()
      .notNull()
      .references(() => branches.code),
    accountType: text({ enum: accountTypes }).notNull(),
    accountNumber: text().notNull(),
    holder: text().notNull(),
    newCode: text({ enum: newCodes }).notNull(),
    customerNumber: text().notNull(),
    result: text({ enum: debitResults }),
    /** Until its batch is over; a trigger ends it. */
    open: boolean().notNull().default(true),
  },
  (t) => [
    primaryKey({ name: "debit_lines_pkey", columns: [t.batchId, t.row] }),
    uniqueIndex("debit_lines_one_open").on(t.feeId).where(sql`${t.open}`),
    uniqueIndex("debit_lines_customer_number").on(t.batchId, t.customerNumber),
    index("debit_lines_by_fee").on(t.feeId),
    index("debit_lines_failed").on(t.attempt).where(sql`${t.result} <> 'debited'`),
    check("debit_lines_amount", sql`${t.amountYen} > 0 and ${t.attempt} > 0`),
    check("debit_lines_account_type_known", oneOf(t.accountType, accountTypes)),
    check("debit_lines_new_code_known", oneOf(t.newCode, newCodes)),
    check("debit_lines_result_known", oneOf(t.result, debitResults)),
    check(
      "debit_lines_format",
      sql`${t.accountNumber} ~ '^[0-9]{7}$' and ${t.customerNumber} ~ '^[0-9]{20}$'
        and length(${t.holder}) between 1 and 30`,
    ),
  ],
);
