import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { collectionWays, feeEntryKinds, feeRequestKinds, taxPoints } from "#core/fees/rules.ts";
import { orderingKinds, reissueReasons } from "#core/forms/rules.ts";
import { at, id } from "./columns.ts";
import { contracts } from "./contracts.ts";
import { debitBatches } from "./debits.ts";
import { feeRules } from "./fee-rules.ts";
import { oneOf } from "./one-of.ts";
import { orders } from "./orders.ts";
import { proposalChecks, proposalColumns } from "./proposals.ts";
import { branches, staff } from "./staff.ts";

/**
 * What an order was to cost its customer when it was approved, by which rule, and with tax by the rate of that day.
 * What became of it, the tax of its tax point too, is in its entries.
 */
export const fees = pgTable(
  "fees",
  {
    id: id(),
    orderId: uuid()
      .notNull()
      .unique("fees_one_per_order")
      .references(() => orders.id),
    contractId: uuid()
      .notNull()
      .references(() => contracts.id),
    branchCode: text()
      .notNull()
      .references(() => branches.code),
    ruleId: uuid()
      .notNull()
      .references(() => feeRules.id),
    kind: text({ enum: orderingKinds }).notNull(),
    reason: text({ enum: reissueReasons }),
    netYen: integer().notNull(),
    taxPercent: integer().notNull(),
    taxYen: integer().notNull(),
    grossYen: integer().notNull(),
    /** The bank's choice on that day, so that another choice later changes nothing of this fee. */
    taxPoint: text({ enum: taxPoints }).notNull(),
    assessedAt: at().notNull(),
  },
  (t) => [
    check("fees_kind_known", oneOf(t.kind, orderingKinds)),
    check("fees_reason_known", oneOf(t.reason, reissueReasons)),
    check("fees_tax_point_known", oneOf(t.taxPoint, taxPoints)),
    check("fees_gross_is_net_and_tax", sql`${t.grossYen} = ${t.netYen} + ${t.taxYen}`),
    check("fees_not_negative", sql`${t.netYen} >= 0 and ${t.taxYen} >= 0`),
    index("fees_by_time").on(t.assessedAt, t.branchCode),
    index("fees_by_branch").on(t.branchCode, t.kind, t.reason, t.id),
    index("fees_by_contract").on(t.contractId, t.assessedAt),
  ],
);

/** A waiver of what is still due, or a refund of what was paid: asked for by one person, decided by another. */
export const feeRequests = pgTable(
  "fee_requests",
  {
    id: id(),
    kind: text({ enum: feeRequestKinds }).notNull(),
    feeId: uuid()
      .notNull()
      .references(() => fees.id),
    /** How much, as the maker saw it: an approval counts for this sum and for no other. */
    amountYen: integer().notNull(),
    ...proposalColumns(),
  },
  (t) => [
    check("fee_requests_kind_known", oneOf(t.kind, feeRequestKinds)),
    check("fee_requests_of_something", sql`${t.amountYen} > 0`),
    ...proposalChecks("fee_requests", t),
    uniqueIndex("fee_requests_one_proposed").on(t.feeId).where(sql`${t.state} = 'proposed'`),
    index("fee_requests_by_fee").on(t.feeId, t.proposedAt),
    index("fee_requests_by_state").on(t.state, t.proposedAt),
  ],
);

/** A fee's life: a ledger that only grows. Amounts are whole yen with tax, the kind tells the direction. */
export const feeEntries = pgTable(
  "fee_entries",
  {
    id: id(),
    feeId: uuid()
      .notNull()
      .references(() => fees.id),
    /** 1, 2, 3… within its fee: a trigger gives it, and the ledger is read in its order. */
    number: integer().notNull().default(0),
    kind: text({ enum: feeEntryKinds }).notNull(),
    /** Above 0; but what is assessed may be nothing, and what is adjusted anything. */
    amountYen: integer().notNull(),
    note: text().notNull().default(""),
    enteredBy: uuid().references(() => staff.id),
    enteredAt: at().notNull(),
    /** The rate that the tax point brought, of an adjustment. */
    taxPercent: integer(),
    /** How it was collected. */
    way: text({ enum: collectionWays }),
    /** Of cash over the counter: a trigger gives it, without a gap. */
    receiptNumber: integer(),
    /** The request that allowed it. */
    requestId: uuid().references(() => feeRequests.id),
    /** The debit file that it went out with, or whose result it is. */
    debitBatchId: uuid().references(() => debitBatches.id),
  },
  (t) => [
    check("fee_entries_kind_known", oneOf(t.kind, feeEntryKinds)),
    check("fee_entries_way_known", oneOf(t.way, collectionWays)),
    check(
      "fee_entries_amount",
      sql`${t.amountYen} > 0 or ${t.kind} = 'assessed' and ${t.amountYen} = 0 or ${t.kind} = 'adjusted'`,
    ),
    check("fee_entries_adjusted_by_rate", sql`(${t.kind} = 'adjusted') = (${t.taxPercent} is not null)`),
    check("fee_entries_collected_some_way", sql`(${t.kind} = 'collected') = (${t.way} is not null)`),
    check(
      "fee_entries_cash_with_receipt",
      sql`(${t.way} is not distinct from 'cash') = (${t.receiptNumber} is not null)`,
    ),
    check(
      "fee_entries_asked_for",
      sql`case when ${t.kind} in ('waived', 'refunded') then ${t.requestId} is not null
        else ${t.kind} = 'reversed' or ${t.requestId} is null end`,
    ),
    check(
      "fee_entries_debits_batch",
      sql`${t.debitBatchId} is null or ${t.kind} in ('billed', 'debit_failed') or ${t.way} is not distinct from 'debit'`,
    ),
    uniqueIndex("fee_entries_in_order").on(t.feeId, t.number),
    uniqueIndex("fee_entries_assessed_once").on(t.feeId).where(sql`${t.kind} = 'assessed'`),
    uniqueIndex("fee_entries_adjusted_once").on(t.feeId).where(sql`${t.kind} = 'adjusted'`),
    uniqueIndex("fee_entries_request_once").on(t.requestId, t.kind).where(sql`${t.requestId} is not null`),
    uniqueIndex("fee_entries_receipt_number").on(t.receiptNumber).where(sql`${t.receiptNumber} is not null`),
    index("fee_entries_by_time").on(t.enteredAt),
    index("fee_entries_by_kind").on(t.kind, t.enteredAt, t.feeId, t.number),
  ],
);
