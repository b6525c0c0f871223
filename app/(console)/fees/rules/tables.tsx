import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { feeRuleTones } from "#components/tone.ts";
import type { readFeeRules } from "#core/fee-rules/read.ts";

type Found = Awaited<ReturnType<typeof readFeeRules>>;

/** What each form costs before tax, from which day on. */
export async function Rules({ rules }: Pick<Found, "rules">) {
  const t = await getT("feeRules");
  const forms = await getT("forms");
  const format = await getFormat();
  return (
    <DataTable
      language={await getLanguage()}
      caption={t("subject.fee")}
      short
      rows={rules}
      rowKey={(rule) => rule.id}
      columns={[
        { key: "kind", header: t("field.kind"), cell: (rule) => forms(`kind.${rule.kind}`) },
        {
          key: "reason",
          header: t("field.reason"),
          cell: (rule) =>
            rule.reason ? forms(`reason.${rule.reason}`) : rule.kind === "reissue" && t("every"),
        },
        {
          key: "oldToken",
          header: t("field.oldToken"),
          cell: ({ oldTokenReturned: back }) =>
            back === null ? t("every") : t(back ? "oldToken.returned" : "oldToken.kept"),
        },
        { key: "yen", header: t("field.netYen"), align: "end", cell: (rule) => format.yen(rule.netYen) },
        { key: "from", header: t("field.validFrom"), cell: (rule) => format.shortDate(rule.validFrom) },
        {
          key: "stage",
          header: t("field.stage"),
          cell: ({ stage }) => <Chip tone={feeRuleTones[stage]}>{t(`stage.${stage}`)}</Chip>,
        },
      ]}
    />
  );
}

/** The rates of consumption tax. */
export async function Rates({ rates }: Pick<Found, "rates">) {
  const t = await getT("feeRules");
  const format = await getFormat();
  return (
    <DataTable
      language={await getLanguage()}
      caption={t("subject.tax_rate")}
      short
      rows={rates}
      rowKey={(rate) => rate.validFrom}
      columns={[
        { key: "from", header: t("field.validFrom"), cell: (rate) => format.shortDate(rate.validFrom) },
        {
          key: "percent",
          header: t("field.percent"),
          align: "end",
          cell: ({ percent }) => t("percent", { percent }),
        },
        {
          key: "stage",
          header: t("field.stage"),
          cell: ({ stage }) => <Chip tone={feeRuleTones[stage]}>{t(`stage.${stage}`)}</Chip>,
        },
      ]}
    />
  );
}
