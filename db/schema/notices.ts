import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import {
  type NoticeFacts,
  noticeEvents,
  noticeRecipients,
  noticeStates,
  openNoticeStates,
} from "#core/notices/rules.ts";
import { at, id } from "./columns.ts";
import { oneOf } from "./one-of.ts";
import { staff } from "./staff.ts";

/**
 * The outbox: what a customer or a desk is to hear of, written in the transaction in which it happened, and sent later
 * by mail or as a letter. As in the login events no foreign key leads to the contract: its check would lock the
 * contract's row amid a login.
 */
export const notices = pgTable(
  "notices",
  {
    id: id(),
    event: text({ enum: noticeEvents }).notNull(),
    recipient: text({ enum: noticeRecipients }).notNull(),
    /** Which happening of that kind it tells of: the same is never told twice. */
    occasion: text().notNull(),
    contractId: uuid().notNull(),
    branchCode: text().notNull(),
    facts: jsonb().$type<NoticeFacts>().notNull(),
    state: text({ enum: noticeStates }).notNull(),
    /** Where the mail goes, as it was known then; null for a letter. */
    mailTo: text(),
    createdAt: at().notNull(),
    /** When the mail may be tried next. */
    dueAt: at().notNull(),
    /** How often it was tried since a person last had it sent. */
    tries: integer().notNull().default(0),
    /** When the last try began: one that was taken for dead and was not finds another moment. */
    claimedAt: at(),
    sentAt: at(),
    /** What the last try came to: the code of the server or of the line, no words, which tell addresses. */
    lastError: text(),
    printedAt: at(),
    printedBy: uuid().references(() => staff.id),
  },
  (t) => [
    uniqueIndex("notices_once").on(t.event, t.recipient, t.occasion),
    check("notices_event_known", oneOf(t.event, noticeEvents)),
    check("notices_recipient_known", oneOf(t.recipient, noticeRecipients)),
    check("notices_state_known", oneOf(t.state, noticeStates)),
    check("notices_mail_has_address", sql`${t.state} in ('to_print', 'printed') or ${t.mailTo} is not null`),
    check("notices_sent_at_a_time", sql`${t.state} <> 'sent' or ${t.sentAt} is not null`),
    check(
      "notices_printed_by_someone",
      sql`${t.state} <> 'printed' or num_nulls(${t.printedAt}, ${t.printedBy}) = 0`,
    ),
    check(
      "notices_letters_to_customers",
      sql`${t.state} not in ('to_print', 'printed') or ${t.recipient} = 'customer'`,
    ),
    check("notices_last_error_code", sql`${t.lastError} ~ '^[A-Z0-9_]{1,40}$'`),
    index("notices_by_time").on(t.createdAt, t.id),
    index("notices_by_state").on(t.state, t.createdAt, t.id, t.event),
    index("notices_by_branch").on(t.branchCode, t.createdAt, t.id, t.state, t.event),
    index("notices_by_contract").on(t.contractId, t.createdAt),
    // Few, however many notices there ever were: what the mail looks for, and what the home counts.
    index("notices_open")
      .on(t.state, t.dueAt, t.branchCode, t.createdAt)
      .where(oneOf(t.state, openNoticeStates)),
  ],
);
