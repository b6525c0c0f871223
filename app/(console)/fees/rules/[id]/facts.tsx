import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { DescriptionList } from "#components/description-list.tsx";
import { Section } from "#components/page-head.tsx";
import { changeOfWords, feeChangeWords } from "#components/words/fee-rules.ts";
import type { readFeeRuleChange } from "#core/fee-rules/read.ts";

type Props = Pick<Awaited<ReturnType<typeof readFeeRuleChange>>, "change">;

/** What a change is of, from when and why, who asked for it and who decided it. */
export async function Facts({ change }: Props) {
  const t = await getT("feeRules");
  const proposals = await getT("proposals");
  const language = await getLanguage();
  const format = await getFormat();
  const { checkerName, decidedAt, decisionNote } = change;
  return (
    <Section title={t("section.change")}>
      <DescriptionList
        items={[
          { label: t("field.of"), value: changeOfWords(language, change) },
          {
            label: t(change.subject === "fee" ? "field.netYen" : "field.percent"),
            value: <strong className="text-[1.125rem]">{feeChangeWords(language, change)}</strong>,
          },
          { label: t("field.validFrom"), value: t("from", { day: format.date(change.validFrom) }) },
          { label: t("field.why"), value: change.reason },
          {
            label: t("field.maker"),
            value: `${change.makerName}　${format.dateTime(change.proposedAt)}`,
          },
          ...(checkerName && decidedAt
            ? [{ label: t("field.checker"), value: `${checkerName}　${format.dateTime(decidedAt)}` }]
            : []),
          ...(decisionNote ? [{ label: proposals("note"), value: decisionNote }] : []),
        ]}
      />
    </Section>
  );
}
