import { sql } from "drizzle-orm";
import { bigint, check, date, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { debitStates, mostRecords } from "#core/debits/rules.ts";
import { at, bytea, id } from "./columns.ts";
import { oneOf } from "./one-of.ts";
import { staff } from "./staff.ts";

const yen = () => bigint({ mode: "number" });

/** A direct debit file: built by one, approved by another, sent, and its result read back. Its bytes never change. */
export const debitBatches = pgTable(
  "debit_batches",
  {
    id: id(),
    number: integer().notNull().generatedAlwaysAsIdentity(),
    state: text({ enum: debitStates }).notNull().default("proposed"),
    /** The last day whose fees it may hold. */
    untilOn: date({ mode: "string" }).notNull(),
    /** The file's header has no year. */
    debitOn: date({ mode: "string" }).notNull(),
    recordCount: integer().notNull(),
    amountYen: yen().notNull(),
    file: bytea().notNull(),
    fileSha256: text().notNull(),
    makerId: uuid()
      .notNull()
      .references(() => staff.id),
    proposedAt: at().notNull(),
    checkerId: uuid().references(() => staff.id),
    decidedAt: at(),
    /** Why it was turned down. */
    decisionNote: text(),
    cancelledBy: uuid().references(() => staff.id),
    cancelledAt: at(),
    cancelReason: text(),
    sentBy: uuid().references(() => staff.id),
    sentAt: at(),
    settledBy: uuid().references(() => staff.id),
    settledAt: at(),
    resultFile: bytea(),
    resultSha256: text(),
    debitedCount: integer(),
    debitedYen: yen(),
    failedCount: integer(),
    failedYen: yen(),
  },
  (t) => [
    uniqueIndex("debit_batches_number_unique").on(t.number),
    index("debit_batches_by_time").on(t.proposedAt),
    check("debit_batches_state_known", oneOf(t.state, debitStates)),
    check("debit_batches_four_eyes", sql`${t.checkerId} <> ${t.makerId}`),
    check(
      "debit_batches_decided_by",
      sql`(${t.state} not in ('proposed', 'withdrawn')) = (${t.checkerId} is not null)
        and (${t.state} = 'proposed') = (${t.decidedAt} is null)`,
    ),
    check(
      "debit_batches_cancelled_why",
      sql`num_nulls(${t.cancelledBy}, ${t.cancelledAt}, ${t.cancelReason})
        = case ${t.state} when 'cancelled' then 0 else 3 end`,
    ),
    check(
      "debit_batches_sent_by",
      sql`num_nulls(${t.sentBy}, ${t.sentAt}) = case when ${t.state} in ('sent', 'settled') then 0 else 2 end`,
    ),
    check(
      "debit_batches_settled_whole",
      sql`num_nulls(${t.settledBy}, ${t.settledAt}, ${t.resultFile}, ${t.resultSha256},
          ${t.debitedCount}, ${t.debitedYen}, ${t.failedCount}, ${t.failedYen})
        = case ${t.state} when 'settled' then 0 else 8 end`,
    ),
    check(
      "debit_batches_result_sums",
      sql`${t.debitedCount} + ${t.failedCount} = ${t.recordCount} and ${t.debitedYen} + ${t.failedYen} = ${t.amountYen}
        and least(${t.debitedCount}, ${t.debitedYen}, ${t.failedCount}, ${t.failedYen}) >= 0`,
    ),
    check(
      "debit_batches_of_something",
      sql`${t.recordCount} between 1 and ${sql.raw(String(mostRecords))} and ${t.amountYen} > 0
        and octet_length(${t.file}) = (${t.recordCount} + 3) * 122 and ${t.fileSha256} ~ '^[0-9a-f]{64}$'`,
    ),
  ],
);
