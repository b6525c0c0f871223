import { getLanguage, getT } from "#app/_lib/language.ts";
import { LiveQuote } from "#app/(console)/forms/new/live-quote.tsx";
import { quoteWords } from "#components/words/fee-rules.ts";
import type { Context, StaffActor } from "#core/actor.ts";
import { readQuotes } from "#core/fee-rules/quote.ts";
import { orderingKinds } from "#core/forms/rules.ts";

/** What the form that is being keyed will cost, by the rules of today. */
export async function Quotes({ context }: { context: Context<StaffActor> }) {
  const t = await getT("feeRules");
  const language = await getLanguage();
  const quotes = await readQuotes(context, {});
  return (
    <LiveQuote
      formId="form"
      title={t("quote.title")}
      quotes={Object.fromEntries(
        quotes.map(({ kind, reason, oldTokenReturned, quote }) => [
          `${kind} ${reason ?? ""} ${oldTokenReturned}`,
          quoteWords(language, quote),
        ]),
      )}
      charged={orderingKinds}
      words={{ nothing: t("quote.nothing"), choose: t("quote.choose") }}
    />
  );
}
