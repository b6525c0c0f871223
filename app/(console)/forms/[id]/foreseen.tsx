import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { DescriptionList } from "#components/description-list.tsx";
import { Notice } from "#components/notice.tsx";
import { quoteWords } from "#components/words/fee-rules.ts";
import type { Foreseen, foreseeApproval } from "#core/forms/foresee.ts";

type Props = Pick<Awaited<ReturnType<typeof foreseeApproval>>, "changes" | "remarks" | "others">;

/** What to look at before an approval, and what it changes: each thing before and after. */
export async function ForeseenChanges({ changes, remarks, others }: Props) {
  const t = await getT("forms");
  const tokens = await getT("tokens");
  const orders = await getT("orders");
  const common = await getT("common");
  const language = await getLanguage();
  const format = await getFormat();
  return (
    <div className="flex flex-col gap-2">
      {remarks.length > 0 && (
        <Notice tone="warning" title={t("remark.some")}>
          <ul>
            {remarks.map((remark) => (
              <li key={remark}>{t(`remark.${remark}`, { numbers: others.join(t("and")) })}</li>
            ))}
          </ul>
        </Notice>
      )}
      <DescriptionList
        dense
        items={changes.map(words).map(({ label, before, after }) => ({
          label,
          value: (
            <>
              {before && (
                <>
                  {before} <span aria-hidden="true">→</span>{" "}
                  <span className="sr-only">{t("foreseen.after")}</span>
                </>
              )}
              <strong>{after}</strong>
            </>
          ),
        }))}
      />
    </div>
  );

  /** Without `before` where the thing stays as it is. */
  function words(change: Foreseen): { label: string; before?: string; after: string } {
    const label = t(`foreseen.${change.what}`);
    switch (change.what) {
      case "token": {
        const [before, after] = [tokens(`state.${change.before}`), tokens(`state.${change.after}`)];
        const token = `${label} ${change.serial}`;
        if (change.before === change.after)
          return { label: token, after: t("foreseen.stays", { state: after }) };
        return {
          label: token,
          before,
          after: change.after === "revoked" ? t("foreseen.forGood", { state: after }) : after,
        };
      }
      case "order":
        return {
          label,
          before: common("none"),
          after: t("foreseen.due", {
            state: orders("state.placed"),
            due: `${orders("field.dueOn")} ${format.shortDate(change.dueOn)}`,
          }),
        };
      case "fee":
        return { label, after: quoteWords(language, change.quote) };
      case "cardAccess":
        return { label, after: t("foreseen.cardOpen") };
      case "failures":
        return { label, before: format.number(change.before), after: format.number(0) };
      case "forms":
        return { label, before: change.numbers.join(t("and")), after: t("state.cancelled") };
    }
  }
}
