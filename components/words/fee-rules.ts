import { formatYen } from "#components/words/format.ts";
import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";
import type { FeeRuleSubject } from "#core/fee-rules/rules.ts";
import type { OrderKind, ReissueReason } from "#core/forms/rules.ts";

type FeeOf = { kind: OrderKind; reason: ReissueReason | null; oldTokenReturned: boolean | null };

/** Of which forms a fee is: 再発行 紛失（旧トークンの返却あり）. */
export function feeWords(language: Language, { kind, reason, oldTokenReturned }: FeeOf): string {
  const forms = translate(language, "forms");
  const t = translate(language, "feeRules");
  const returned =
    oldTokenReturned === null ? "" : t(oldTokenReturned ? "ofReturn.returned" : "ofReturn.kept");
  const of = [forms(`kind.${kind}`), reason && forms(`reason.${reason}`)].filter(Boolean).join(" ");
  return `${of}${returned}`;
}

type Change = {
  subject: FeeRuleSubject;
  kind: OrderKind | null;
  reissueReason: ReissueReason | null;
  oldTokenReturned: boolean | null;
};

/** Of what a change is: of the fee of some forms, or of the rate of tax. */
export function changeOfWords(
  language: Language,
  { kind, reissueReason: reason, oldTokenReturned }: Change,
): string {
  return kind === null
    ? translate(language, "feeRules")("subject.tax_rate")
    : feeWords(language, { kind, reason, oldTokenReturned });
}

/** 1,200円, or 12%. */
export function feeAmountWords(language: Language, subject: FeeRuleSubject, amount: number): string {
  return subject === "fee"
    ? formatYen(language, amount)
    : translate(language, "feeRules")("percent", { percent: amount });
}

/** 1,000円 → 1,200円. */
export function feeChangeWords(
  language: Language,
  { subject, amount, amountBefore }: { subject: FeeRuleSubject; amount: number; amountBefore: number },
): string {
  return translate(language, "feeRules")("arrow", {
    before: feeAmountWords(language, subject, amountBefore),
    after: feeAmountWords(language, subject, amount),
  });
}

type Quote = { netYen: number; taxYen: number; grossYen: number; taxPercent: number };

/** 1,100円（税抜 1,000円、消費税 10% 100円）, or that it is free. */
export function quoteWords(language: Language, { netYen, taxYen, grossYen, taxPercent }: Quote): string {
  const t = translate(language, "feeRules");
  if (grossYen === 0) return t("quote.free");
  const yen = (amount: number) => formatYen(language, amount);
  return t("quote.sum", {
    gross: yen(grossYen),
    net: yen(netYen),
    percent: taxPercent,
    tax: yen(taxYen),
  });
}
