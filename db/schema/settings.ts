import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accountTypes } from "#core/debits/rules.ts";
import { taxPoints, taxRoundings } from "#core/fees/rules.ts";
import { at, id } from "./columns.ts";
import { oneOf } from "./one-of.ts";
import { proposalChecks, proposalColumns } from "./proposals.ts";

/** The bank's choices: one row, read by the statement that needs it, so that a change bites at once. */
export const settings = pgTable(
  "settings",
  {
    id: boolean().primaryKey().default(true),
    /** Set by the demo data: only such a database tells its passwords to `npm run demo`. */
    demoSince: at(),
    passwordLimit: integer().notNull().default(5),
    otpLimit: integer().notNull().default(5),
    cardLimit: integer().notNull().default(3),
    /** Steps accepted before and after the present one. */
    otpWindowSteps: integer().notNull().default(1),
    /** Counters that an HOTP token may be ahead: buttons pressed and never typed in (RFC 4226 §7.4). */
    hotpLookAhead: integer().notNull().default(10),
    /** The most that a token's learned drift may move at one login, and may reach in all. */
    driftStepLimit: integer().notNull().default(1),
    driftTotalLimit: integer().notNull().default(10),
    /** How far a resync looks: steps each way of a clock, counters ahead of a button. */
    resyncWindowSteps: integer().notNull().default(120),
    /** How long after a wrong OTP or card answer the next one is not looked at; 0 for not at all. */
    retryDelaySeconds: integer().notNull().default(0),
    /** Failures that one address may make, over all contracts, in a window; null for as many as it likes. */
    addressFailureLimit: integer().default(300),
    addressWindowMinutes: integer().notNull().default(10),
    loginMinutes: integer().notNull().default(10),
    challengeMinutes: integer().notNull().default(60),
    cardAccessDays: integer().notNull().default(21),
    cardUseLimit: integer(),
    staffPasswordLimit: integer().notNull().default(5),
    staffOtpLimit: integer().notNull().default(5),
    staffIdleMinutes: integer().notNull().default(15),
    staffSessionHours: integer().notNull().default(10),
    staffInvitationHours: integer().notNull().default(72),
    /** How long a fresh OTP of a member of staff counts for what asks for one. */
    staffConfirmMinutes: integer().notNull().default(5),
    orderDueBusinessDays: integer().notNull().default(10),
    /** How soon the paper must follow a report by phone. */
    formFollowBusinessDays: integer().notNull().default(5),
    /** How long after its delivery a token that nobody has registered is brought to mind. */
    registrationReminderDays: integer().notNull().default(7),
    /** How long mail that came back is kept before its token may be destroyed. */
    returnedKeptMonths: integer().notNull().default(3),
    /** How long mail under way may be silent before somebody asks the post. */
    mailSilentDays: integer().notNull().default(7),
    taxRounding: text({ enum: taxRoundings }).notNull().default("floor"),
    /** Whose day's rate a fee is taxed by; kept with each fee. */
    taxPoint: text({ enum: taxPoints }).notNull().default("dispatch"),
    /** The business day of the next month on which a month of the fees' ledgers is closed. */
    feeClosingDay: integer().notNull().default(5),
    /** The reorder point of every model, as how many months of its own use. */
    reorderMonths: integer().notNull().default(3),
    /** Who collects by direct debit, for the header of its files; names in their characters. Null until it is said. */
    consignorCode: text(),
    consignorName: text(),
    /** The bank's own code and name: its customers' accounts are here. */
    bankCode: text(),
    bankKana: text(),
    consignorBranchCode: text(),
    consignorBranchKana: text(),
    consignorAccountType: text({ enum: accountTypes }),
    consignorAccountNumber: text(),
    /** The day of the month on which accounts are debited, and how often a fee is billed before a person sees to it. */
    debitDay: integer().notNull().default(27),
    debitTries: integer().notNull().default(3),
    /** Who issues invoices and receipts, with the registration number (T and 13 digits). Null until it is said. */
    issuerName: text(),
    issuerAddress: text(),
    issuerNumber: text(),
  },
  (t) => [
    check("settings_one_row", sql`${t.id}`),
    check(
      "settings_limits_positive",
      sql`least(${t.passwordLimit}, ${t.otpLimit}, ${t.cardLimit}, ${t.staffPasswordLimit}, ${t.staffOtpLimit}) > 0`,
    ),
    check(
      "settings_windows_bounded",
      sql`${t.otpWindowSteps} between 0 and 10 and ${t.hotpLookAhead} between 1 and 100
        and ${t.driftStepLimit} between 0 and 10 and ${t.driftTotalLimit} between 0 and 120
        and ${t.resyncWindowSteps} between 1 and 1000 and ${t.retryDelaySeconds} between 0 and 3600`,
    ),
    check(
      "settings_times_positive",
      sql`least(${t.loginMinutes}, ${t.challengeMinutes}, ${t.cardAccessDays}, ${t.cardUseLimit},
        ${t.addressFailureLimit}, ${t.addressWindowMinutes}, ${t.staffIdleMinutes}, ${t.staffSessionHours},
        ${t.staffInvitationHours}) > 0`,
    ),
    check("settings_staff_confirm_bounded", sql`${t.staffConfirmMinutes} between 1 and 60`),
    check("settings_order_due_bounded", sql`${t.orderDueBusinessDays} between 1 and 60`),
    check("settings_form_follow_bounded", sql`${t.formFollowBusinessDays} between 1 and 60`),
    check("settings_returned_kept_bounded", sql`${t.returnedKeptMonths} between 1 and 24`),
    check("settings_mail_silent_bounded", sql`${t.mailSilentDays} between 1 and 60`),
    check("settings_reminder_bounded", sql`${t.registrationReminderDays} between 1 and 60`),
    check("settings_reorder_months_bounded", sql`${t.reorderMonths} between 1 and 24`),
    check("settings_tax_rounding_known", oneOf(t.taxRounding, taxRoundings)),
    check("settings_fee_closing_day_bounded", sql`${t.feeClosingDay} between 1 and 15`),
    check("settings_debit_bounded", sql`${t.debitDay} between 1 and 31 and ${t.debitTries} between 1 and 12`),
    check(
      "settings_consignor_format",
      sql`${t.consignorCode} ~ '^[0-9]{10}$' and ${t.bankCode} ~ '^[0-9]{4}$'
        and ${t.consignorBranchCode} ~ '^[0-9]{3}$' and ${t.consignorAccountNumber} ~ '^[0-9]{7}$'`,
    ),
    check("settings_account_type_known", oneOf(t.consignorAccountType, accountTypes)),
    check("settings_issuer_number_format", sql`${t.issuerNumber} ~ '^T[0-9]{13}$'`),
    check("settings_tax_point_known", oneOf(t.taxPoint, taxPoints)),
  ],
);

/**
 * A change of the bank's choices: asked for by one, in force once another has approved it. `before` and `after`
 * hold the columns of `settings` that change, under their names there.
 */
export const settingChanges = pgTable(
  "setting_changes",
  {
    id: id(),
    ...proposalColumns(),
    before: jsonb().$type<Record<string, number | string | null>>().notNull(),
    after: jsonb().$type<Record<string, number | string | null>>().notNull(),
  },
  (t) => [
    ...proposalChecks("setting_changes", t),
    uniqueIndex("setting_changes_one_proposed").on(t.state).where(sql`${t.state} = 'proposed'`),
  ],
);
