import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { orderingKinds, reissueReasons } from "#core/forms/rules.ts";
import { openOrderStates, orderStates } from "#core/orders/rules.ts";
import { mailEvents, onTheWayStates, stuckMailStates } from "#core/shipments/rules.ts";
import { at, id } from "./columns.ts";
import { contracts } from "./contracts.ts";
import { dispatches } from "./dispatches.ts";
import { forms } from "./forms.ts";
import { oneOf } from "./one-of.ts";
import { branches, staff } from "./staff.ts";
import { tokens } from "./tokens.ts";

/** An order for one token, placed by an approved form, over when the customer has registered it. */
export const orders = pgTable(
  "orders",
  {
    id: id(),
    number: integer().notNull().generatedAlwaysAsIdentity({ startWith: 5000001, maxValue: 9999999 }),
    state: text({ enum: orderStates }).notNull(),
    formId: uuid()
      .notNull()
      .unique("orders_one_per_form")
      .references(() => forms.id),
    kind: text({ enum: orderingKinds }).notNull(),
    reason: text({ enum: reissueReasons }),
    branchCode: text()
      .notNull()
      .references(() => branches.code),
    contractId: uuid()
      .notNull()
      .references(() => contracts.id),
    /** The serial allocated from stock; null before, and after it was taken back. */
    tokenId: uuid().references(() => tokens.id),
    /** With which others it is packed; null until then, and again once its mail came back. */
    dispatchId: uuid().references(() => dispatches.id),
    placedAt: at().notNull(),
    dueOn: date({ mode: "string" }).notNull(),
    allocatedAt: at(),
    shippedAt: at(),
    deliveredAt: at(),
    completedAt: at(),
  },
  (t) => [
    uniqueIndex("orders_number_unique").on(t.number),
    uniqueIndex("orders_one_open_per_contract").on(t.contractId).where(oneOf(t.state, openOrderStates)),
    uniqueIndex("orders_one_open_per_serial").on(t.tokenId).where(oneOf(t.state, openOrderStates)),
    check("orders_state_known", oneOf(t.state, orderStates)),
    check("orders_kind_known", oneOf(t.kind, orderingKinds)),
    check("orders_reason_known", oneOf(t.reason, reissueReasons)),
    check("orders_reason_by_kind", sql`(${t.kind} = 'reissue') = (${t.reason} is not null)`),
    check("orders_dispatch_with_token", sql`${t.dispatchId} is null or ${t.tokenId} is not null`),
    check(
      "orders_token_by_state",
      sql`${t.state} not in ('allocated', 'shipped', 'delivered', 'completed') or ${t.tokenId} is not null`,
    ),
    index("orders_by_state").on(t.state, t.dueOn, t.number),
    index("orders_by_state_and_number").on(t.state, t.number),
    // Few, however many orders there ever were: their list and what the home counts of them look in here alone.
    index("orders_open")
      .on(t.dueOn, t.number, t.state, t.branchCode, t.placedAt, t.deliveredAt, t.id)
      .where(oneOf(t.state, openOrderStates)),
    index("orders_open_by_number").on(t.number).where(oneOf(t.state, openOrderStates)),
    index("orders_by_token").on(t.tokenId, t.placedAt),
    index("orders_by_due_day").on(t.dueOn, t.number),
    index("orders_by_branch").on(t.branchCode, t.dueOn, t.number, t.state),
    index("orders_by_branch_and_number").on(t.branchCode, t.number, t.state),
    index("orders_by_allocation").on(t.allocatedAt, t.tokenId).where(sql`${t.tokenId} is not null`),
    index("orders_by_contract").on(t.contractId, t.placedAt),
    index("orders_by_dispatch").on(t.dispatchId).where(sql`${t.dispatchId} is not null`),
  ],
);

/** One posting of an order's token; an order returned once may be posted a second time. */
export const shipments = pgTable(
  "shipments",
  {
    id: id(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    trackingNumber: text().notNull().unique("shipments_tracking_number_unique"),
    state: text({ enum: mailEvents }).notNull(),
    shippedBy: uuid()
      .notNull()
      .references(() => staff.id),
    shippedAt: at().notNull(),
    /** When the post last said anything of it. */
    heardAt: at().notNull(),
  },
  (t) => [
    check("shipments_state_known", oneOf(t.state, mailEvents)),
    check(
      "shipments_tracking_number_format",
      sql`${t.trackingNumber} ~ '^([0-9]{11,12}|[A-Z]{2}[0-9]{9}[A-Z]{2})$'`,
    ),
    check(
      "shipments_tracking_number_check_digit",
      sql`${t.trackingNumber} !~ '^[0-9]+$' or left(${t.trackingNumber}, -1)::bigint % 7 = right(${t.trackingNumber}, 1)::bigint`,
    ),
    index("shipments_by_order").on(t.orderId, t.shippedAt),
    index("shipments_silent").on(t.heardAt, t.orderId).where(oneOf(t.state, onTheWayStates)),
    index("shipments_stuck").on(t.orderId, t.shippedAt).where(oneOf(t.state, stuckMailStates)),
  ],
);

/** What the post said of a shipment, and when. */
export const mailEventRows = pgTable(
  "mail_events",
  {
    id: id(),
    shipmentId: uuid()
      .notNull()
      .references(() => shipments.id),
    event: text({ enum: mailEvents }).notNull(),
    happenedAt: at().notNull(),
    office: text().notNull().default(""),
    recordedBy: uuid()
      .notNull()
      .references(() => staff.id),
    recordedAt: at().notNull(),
  },
  (t) => [
    check("mail_events_event_known", oneOf(t.event, mailEvents)),
    uniqueIndex("mail_events_once").on(t.shipmentId, t.event, t.happenedAt),
  ],
);
