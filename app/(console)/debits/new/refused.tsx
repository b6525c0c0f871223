import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { DataTable } from "#components/data-table.tsx";
import { Section } from "#components/page-head.tsx";
import type { previewBatch } from "#core/debits/preview.ts";

type Props = { preview: Pick<Awaited<ReturnType<typeof previewBatch>>, "refused"> };

/** What cannot be in the file, each with its reason: a person has to see to it first. */
export async function Refused({ preview: { refused } }: Props) {
  if (refused.length === 0) return null;
  const t = await getT("debits");
  const language = await getLanguage();
  const format = await getFormat();
  return (
    <Section title={t("section.refused")} plain>
      <p className="mb-2">{t("refusedCount", { count: refused.length })}</p>
      <DataTable
        language={language}
        caption={t("section.refused")}
        short
        rows={refused}
        rowKey={({ candidate }) => candidate.feeId}
        rowHref={({ candidate }) => `/contracts/${candidate.contractId}`}
        columns={[
          {
            key: "contract",
            header: t("field.contractorId"),
            cell: ({ candidate }) => candidate.contractorId,
          },
          { key: "branch", header: t("field.branch"), cell: ({ candidate }) => candidate.branchCode },
          { key: "order", header: t("field.orderNumber"), cell: ({ candidate }) => candidate.orderNumber },
          {
            key: "yen",
            header: t("field.amountYen"),
            align: "end",
            cell: ({ candidate }) => format.yen(candidate.dueYen),
          },
          {
            key: "why",
            header: t("field.why"),
            wrap: true,
            cell: ({ obstacle }) => t(`obstacle.${obstacle}`),
          },
          {
            key: "characters",
            header: t("field.characters"),
            cell: ({ characters }) => characters.join(" "),
          },
        ]}
      />
    </Section>
  );
}
