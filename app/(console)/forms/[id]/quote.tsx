import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { feeWords, quoteWords } from "#components/words/fee-rules.ts";
import type { readForm } from "#core/forms/read.ts";

type Props = { quote: NonNullable<Awaited<ReturnType<typeof readForm>>["quote"]> };

/** What the form will cost, by which rule, and what may still change it. */
export async function Quote({ quote }: Props) {
  const t = await getT("feeRules");
  const language = await getLanguage();
  const format = await getFormat();
  const { rule, taxPoint } = quote;
  const told = t("quote.rule", { what: feeWords(language, rule), from: format.date(rule.validFrom) });
  return (
    <>
      <span className="block font-700">{quoteWords(language, quote)}</span>
      <span className="block text-[0.875rem] text-ink-soft leading-150">
        {told} {quote.grossYen > 0 && t(`quote.${taxPoint}`)}
      </span>
    </>
  );
}
