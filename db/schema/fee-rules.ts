import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { feeRuleSubjects } from "#core/fee-rules/rules.ts";
import { orderingKinds, reissueReasons } from "#core/forms/rules.ts";
import { id } from "./columns.ts";
import { oneOf } from "./one-of.ts";
import { proposalChecks, proposalColumns } from "./proposals.ts";

/**
 * Yen before tax by kind and reason from a day on; a null reason or return covers every one that no other row names. A
 * row that an approved change made has its id.
 */
export const feeRules = pgTable(
  "fee_rules",
  {
    id: id(),
    kind: text({ enum: orderingKinds }).notNull(),
    reason: text({ enum: reissueReasons }),
    oldTokenReturned: boolean(),
    netYen: integer().notNull(),
    validFrom: date({ mode: "string" }).notNull(),
  },
  (t) => [
    check("fee_rules_kind_known", oneOf(t.kind, orderingKinds)),
    check("fee_rules_reason_known", oneOf(t.reason, reissueReasons)),
    check("fee_rules_reason_by_kind", sql`${t.reason} is null or ${t.kind} = 'reissue'`),
    check("fee_rules_net_not_negative", sql`${t.netYen} >= 0`),
    unique("fee_rules_one_a_day").on(t.kind, t.reason, t.oldTokenReturned, t.validFrom).nullsNotDistinct(),
  ],
);

/** Consumption tax in whole percent from a day on. */
export const taxRates = pgTable(
  "tax_rates",
  {
    validFrom: date({ mode: "string" }).primaryKey(),
    percent: integer().notNull(),
  },
  (t) => [check("tax_rates_percent_range", sql`${t.percent} between 0 and 100`)],
);

/**
 * What is to hold from a day on, asked for by one and in its table once another has approved it. `amount` is whole
 * yen before tax or whole percent; `amountBefore` what would hold on that day without the change, as its maker saw it.
 */
export const feeRuleChanges = pgTable(
  "fee_rule_changes",
  {
    id: id(),
    subject: text({ enum: feeRuleSubjects }).notNull(),
    kind: text({ enum: orderingKinds }),
    reissueReason: text({ enum: reissueReasons }),
    oldTokenReturned: boolean(),
    amount: integer().notNull(),
    amountBefore: integer().notNull(),
    validFrom: date({ mode: "string" }).notNull(),
    ...proposalColumns(),
  },
  (t) => [
    check("fee_rule_changes_subject_known", oneOf(t.subject, feeRuleSubjects)),
    check("fee_rule_changes_kind_known", oneOf(t.kind, orderingKinds)),
    check("fee_rule_changes_reason_known", oneOf(t.reissueReason, reissueReasons)),
    check(
      "fee_rule_changes_of_a_form",
      sql`case ${t.subject} when 'fee' then ${t.kind} is not null and (${t.reissueReason} is null or ${t.kind} = 'reissue')
        else ${t.kind} is null and ${t.reissueReason} is null and ${t.oldTokenReturned} is null end`,
    ),
    check(
      "fee_rule_changes_amount_range",
      sql`${t.amount} between 0 and case ${t.subject} when 'fee' then 100000 else 100 end`,
    ),
    check("fee_rule_changes_of_something", sql`${t.amount} <> ${t.amountBefore}`),
    ...proposalChecks("fee_rule_changes", t),
    index("fee_rule_changes_by_state").on(t.state, t.proposedAt),
  ],
);
