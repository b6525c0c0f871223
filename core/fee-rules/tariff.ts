import type { FeeRule, TaxRate } from "#db/fee-rules.ts";
import { type Sum, type TaxRounding, withTax } from "../fees/rules.ts";
import type { OrderKind, ReissueReason } from "../forms/rules.ts";
import type { FeeRuleSubject } from "./rules.ts";

/** Every fee and rate that held, holds or is to hold, and how tax is rounded. */
export type Tariff = {
  readonly rules: readonly FeeRule[];
  readonly rates: readonly TaxRate[];
  readonly rounding: TaxRounding;
};

/** Of what form; a rule that covers every reason or return is asked for by null. */
export type FeeOf = { kind: OrderKind; reason: ReissueReason | null; oldTokenReturned: boolean | null };

/** What a form costs on a day, and by which rule and rate. */
export type Quote = Sum & { rule: FeeRule; taxPercent: number };

/** The rule in force on a day: one that names the reason, then the return of the old token, goes before others. */
export function feeRuleOn(
  { rules }: Pick<Tariff, "rules">,
  { kind, reason, oldTokenReturned }: FeeOf,
  on: string,
): FeeRule | undefined {
  const [first] = rules
    .filter(
      (rule) =>
        rule.kind === kind &&
        (rule.reason === null || rule.reason === reason) &&
        (rule.oldTokenReturned === null || rule.oldTokenReturned === oldTokenReturned) &&
        rule.validFrom <= on,
    )
    .sort(
      (a, b) =>
        Number(a.reason === null) - Number(b.reason === null) ||
        Number(a.oldTokenReturned === null) - Number(b.oldTokenReturned === null) ||
        b.validFrom.localeCompare(a.validFrom),
    );
  return first;
}

/** The rate of consumption tax on a day, in percent; 0 before there was any. */
export function taxPercentOn({ rates }: Pick<Tariff, "rates">, on: string): number {
  const [latest] = rates
    .filter(({ validFrom }) => validFrom <= on)
    .sort((a, b) => b.validFrom.localeCompare(a.validFrom));
  return latest?.percent ?? 0;
}

/** What a form would cost if it were approved and its token posted on a day; undefined where no rule covers it. */
export function quoteOn(tariff: Tariff, of: FeeOf, on: string): Quote | undefined {
  const rule = feeRuleOn(tariff, of, on);
  if (!rule) return undefined;
  const taxPercent = taxPercentOn(tariff, on);
  return { rule, taxPercent, ...withTax(rule.netYen, taxPercent, tariff.rounding) };
}

/** What a change sets: see `feeRuleChanges`. A rate has no kind, reason and return. */
export type Wanted = {
  subject: FeeRuleSubject;
  kind: OrderKind | null;
  reissueReason: ReissueReason | null;
  oldTokenReturned: boolean | null;
  amount: number;
  validFrom: string;
};

/** The fee that a change is of; undefined of a rate. */
export function feeOf({ kind, reissueReason: reason, oldTokenReturned }: Wanted): FeeOf | undefined {
  return kind === null ? undefined : { kind, reason, oldTokenReturned };
}

/** The tariff as it would be with a change. The database's twin of it is `fee_rule_changes_apply`. */
export function withChange(tariff: Tariff, { id, ...change }: Wanted & { id: string }): Tariff {
  const { amount, validFrom } = change;
  const fee = feeOf(change);
  const elsewhere = (row: { validFrom: string }) => row.validFrom !== validFrom;
  if (!fee) return { ...tariff, rates: [...tariff.rates.filter(elsewhere), { validFrom, percent: amount }] };
  const others = tariff.rules.filter((rule) => elsewhere(rule) || !sameFee(rule, fee));
  return { ...tariff, rules: [...others, { id, ...fee, netYen: amount, validFrom }] };
}

/** What would hold on a change's day without it, in its unit; undefined where nothing would. */
export function amountBefore(tariff: Tariff, change: Wanted): number | undefined {
  const fee = feeOf(change);
  return fee ? feeRuleOn(tariff, fee, change.validFrom)?.netYen : taxPercentOn(tariff, change.validFrom);
}

/** Whether two rules are of the same forms. */
export function sameFee(one: FeeOf, other: FeeOf): boolean {
  return (
    one.kind === other.kind && one.reason === other.reason && one.oldTokenReturned === other.oldTokenReturned
  );
}
