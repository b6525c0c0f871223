import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { accountTypes } from "#core/debits/rules.ts";
import {
  backCodes,
  channels,
  deskFormStates,
  formKinds,
  formStates,
  identityDocuments,
  reissueReasons,
} from "#core/forms/rules.ts";
import { at, bytea, id } from "./columns.ts";
import { contracts } from "./contracts.ts";
import { oneOf } from "./one-of.ts";
import { branches, staff } from "./staff.ts";

/** One paper form: keyed by a maker, decided by another person. */
export const forms = pgTable(
  "forms",
  {
    id: id(),
    number: integer().notNull().generatedAlwaysAsIdentity({ startWith: 1000001, maxValue: 4999999 }),
    kind: text({ enum: formKinds }).notNull(),
    reason: text({ enum: reissueReasons }),
    state: text({ enum: formStates }).notNull(),
    channel: text({ enum: channels }).notNull(),
    branchCode: text()
      .notNull()
      .references(() => branches.code),
    contractId: uuid()
      .notNull()
      .references(() => contracts.id),
    receivedOn: date({ mode: "string" }).notNull(),
    identityDocument: text({ enum: identityDocuments }),
    sealVerified: boolean().notNull().default(false),
    cardPresented: boolean().notNull().default(false),
    oldTokenReturned: boolean().notNull().default(false),
    feeDebitAuthorised: boolean().notNull().default(false),
    /** The fee is paid in cash at the counter instead. */
    feeAtCounter: boolean().notNull().default(false),
    /** What the paper says of the account to debit, and which of the contract's accounts that was. */
    debitAccountType: text({ enum: accountTypes }),
    debitAccountNumber: text(),
    discoveredOn: date({ mode: "string" }),
    policeReport: text(),
    /** Where the customer lived when it was keyed: postal code and address. Null where nobody noted it. */
    addressAtKeying: text(),
    note: text().notNull().default(""),
    /** Why it went back to the clerk, by 不備 or 差戻し. */
    backReason: text(),
    /** The same from the list; null for what nobody chose from it. */
    backCode: text({ enum: backCodes }),
    /** Until when the paper of a report by phone must have come in. */
    followBy: date({ mode: "string" }),
    makerId: uuid()
      .notNull()
      .references(() => staff.id),
    checkerId: uuid().references(() => staff.id),
    createdAt: at().notNull(),
    submittedAt: at(),
    decidedAt: at(),
  },
  (t) => [
    uniqueIndex("forms_number_unique").on(t.number),
    uniqueIndex("forms_one_under_way_per_kind")
      .on(t.contractId, t.kind)
      .where(oneOf(t.state, deskFormStates)),
    check("forms_state_known", oneOf(t.state, formStates)),
    check("forms_back_code_known", oneOf(t.backCode, backCodes)),
    check("forms_kind_known", oneOf(t.kind, formKinds)),
    check("forms_channel_known", oneOf(t.channel, channels)),
    check("forms_reason_known", oneOf(t.reason, reissueReasons)),
    check("forms_reason_by_kind", sql`(${t.kind} = 'reissue') = (${t.reason} is not null)`),
    check("forms_identity_document_known", oneOf(t.identityDocument, identityDocuments)),
    check("forms_debit_account_type_known", oneOf(t.debitAccountType, accountTypes)),
    check("forms_fee_one_way", sql`not (${t.feeDebitAuthorised} and ${t.feeAtCounter})`),
    check(
      "forms_debit_account_whole",
      sql`num_nulls(${t.debitAccountType}, ${t.debitAccountNumber}) in (0, 2)
        and (${t.feeDebitAuthorised} or ${t.debitAccountType} is null)`,
    ),
    check("forms_four_eyes", sql`${t.checkerId} <> ${t.makerId}`),
    check(
      "forms_decided_by_someone",
      sql`${t.state} not in ('approved', 'completed') or (${t.checkerId} is not null and ${t.decidedAt} is not null)`,
    ),
    check(
      "forms_awaiting_undecided",
      sql`${t.state} <> 'awaiting_approval' or (${t.checkerId} is null and ${t.decidedAt} is null)`,
    ),
    check(
      "forms_back_with_reason",
      sql`${t.state} not in ('returned', 'incomplete') or coalesce(${t.backReason}, '') <> '' or coalesce(${t.backCode}, 'other') <> 'other'`,
    ),
    check(
      "forms_submitted_complete",
      sql`${t.state} not in ('awaiting_approval', 'approved', 'completed') or (${t.sealVerified} and ${t.identityDocument} is not null)`,
    ),
    // Each way a list is narrowed has both ways it is sorted; a number tells how long a form waits. What narrows it
    // further follows, so that rows left out are not read.
    index("forms_by_state").on(t.state, t.branchCode, t.number, t.kind),
    index("forms_by_state_and_number").on(t.state, t.number, t.kind),
    index("forms_by_state_and_receipt").on(t.state, t.receivedOn, t.number, t.kind),
    // Few, as with orders: those that the desks have something to do with.
    index("forms_waiting")
      .on(t.number, t.state, t.branchCode, t.createdAt, t.submittedAt, t.followBy, t.makerId)
      .where(oneOf(t.state, deskFormStates)),
    index("forms_waiting_by_receipt").on(t.receivedOn, t.number).where(oneOf(t.state, deskFormStates)),
    index("forms_by_receipt").on(t.receivedOn, t.number),
    index("forms_by_branch").on(t.branchCode, t.number, t.state, t.kind),
    index("forms_by_branch_and_receipt").on(t.branchCode, t.receivedOn, t.number, t.state, t.kind),
    index("forms_by_kind").on(t.kind, t.number, t.state, t.branchCode, t.receivedOn),
    index("forms_by_contract").on(t.contractId, t.createdAt),
  ],
);

const scanTypes = ["application/pdf", "image/jpeg", "image/png"] as const;

/** One page of the scanned paper, out of the way of the rows that lists read. */
export const scans = pgTable(
  "scans",
  {
    id: id(),
    formId: uuid()
      .notNull()
      .references(() => forms.id),
    mediaType: text({ enum: scanTypes }).notNull(),
    fileName: text().notNull(),
    bytes: bytea().notNull(),
    addedBy: uuid()
      .notNull()
      .references(() => staff.id),
    addedAt: at().notNull(),
  },
  (t) => [
    check("scans_media_type_known", oneOf(t.mediaType, scanTypes)),
    check("scans_size", sql`octet_length(${t.bytes}) between 1 and 10485760`),
    index("scans_by_form").on(t.formId, t.addedAt),
  ],
);
