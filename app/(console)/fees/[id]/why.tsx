import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { DescriptionList } from "#components/description-list.tsx";
import { Section } from "#components/page-head.tsx";
import { feeWords } from "#components/words/fee-rules.ts";
import type { readFee } from "#core/fees/read.ts";

type Props = Pick<
  Awaited<ReturnType<typeof readFee>>,
  "fee" | "rule" | "order" | "form" | "contractorId" | "branchName" | "charged" | "taxedOn"
>;

/** What the fee is, of what, and why: the rule, the rate and their days. */
export async function Why({ fee, rule, order, form, contractorId, branchName, charged, taxedOn }: Props) {
  const t = await getT("fees");
  const forms = await getT("forms");
  const orders = await getT("orders");
  const contracts = await getT("contracts");
  const format = await getFormat();
  const language = await getLanguage();
  return (
    <Section title={t("section.why")}>
      <DescriptionList
        items={[
          { label: forms("field.kind"), value: feeWords(language, { ...fee, oldTokenReturned: null }) },
          {
            label: contracts("field.contractorId"),
            value: <a href={`/contracts/${fee.contractId}`}>{contractorId}</a>,
          },
          { label: t("field.branch"), value: `${fee.branchCode} ${branchName}` },
          {
            label: orders("field.orderNumber"),
            value: <a href={`/orders/${fee.orderId}`}>{order.number}</a>,
          },
          { label: forms("field.formNumber"), value: <a href={`/forms/${form.id}`}>{form.number}</a> },
          { label: t("field.assessedAt"), value: format.dateTime(fee.assessedAt) },
          {
            label: t("field.rule"),
            value: t("rule.one", {
              what: feeWords(language, rule),
              net: format.yen(rule.netYen),
              from: format.date(rule.validFrom),
            }),
          },
          {
            label: t("field.taxDay"),
            value: taxedOn
              ? t(`taxPoint.${fee.taxPoint}`, {
                  day: format.date(taxedOn),
                  percent: String(charged.taxPercent),
                })
              : t("taxPoint.toCome", { percent: String(charged.taxPercent) }),
          },
          { label: t("field.netYen"), value: format.yen(charged.netYen) },
          { label: `${t("field.taxYen")} ${charged.taxPercent}%`, value: format.yen(charged.taxYen) },
          {
            label: t("field.grossYen"),
            value: <strong className="text-[1.125rem]">{format.yen(charged.grossYen)}</strong>,
          },
        ]}
      />
    </Section>
  );
}
