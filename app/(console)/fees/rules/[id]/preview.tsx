import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { listHref, pagerProps } from "#app/_lib/search-params.ts";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Section } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { feeWords } from "#components/words/fee-rules.ts";
import { formatSignedYen } from "#components/words/format.ts";
import type { readFeeRuleChange } from "#core/fee-rules/read.ts";
import { pageRows } from "#core/page.ts";

type Props = {
  changeId: string;
  preview: NonNullable<Awaited<ReturnType<typeof readFeeRuleChange>>["preview"]>;
};

/** What is under way and would come to another sum: how much in all, and one by one. */
export async function Preview({ changeId, preview }: Props) {
  const t = await getT("feeRules");
  const language = await getLanguage();
  const { yen } = await getFormat();
  const { rows, total, forms, oldYen, newYen } = preview;
  return (
    <Section title={t("section.preview")} plain>
      {total > 0 && (
        <div className="panel mb-3 px-5 py-4">
          <p className="tabular font-700 text-[1.125rem]">
            {t("preview.sum", {
              before: yen(oldYen),
              after: yen(newYen),
              difference: formatSignedYen(language, newYen - oldYen),
            })}
          </p>
          <p>{t("preview.text", { forms, orders: total - forms })}</p>
        </div>
      )}
      <DataTable
        language={language}
        caption={t("section.preview")}
        short
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/${row.subject}s/${row.id}`}
        empty={
          <EmptyState title={t("preview.none")} icon="fee">
            {t("preview.noneText")}
          </EmptyState>
        }
        columns={[
          {
            key: "number",
            header: t("field.number"),
            cell: (row) => t(`preview.subject.${row.subject}`, { number: String(row.number) }),
          },
          {
            key: "kind",
            header: t("field.kind"),
            cell: (row) => feeWords(language, { ...row, oldTokenReturned: null }),
          },
          { key: "branch", header: t("field.branchCode"), cell: (row) => row.branchCode },
          { key: "old", header: t("field.oldYen"), align: "end", cell: (row) => yen(row.oldYen) },
          { key: "new", header: t("field.newYen"), align: "end", cell: (row) => yen(row.newYen) },
          {
            key: "difference",
            header: t("field.difference"),
            align: "end",
            cell: (row) => formatSignedYen(language, row.newYen - row.oldYen),
          },
        ]}
      />
      {preview.pages > 1 && (
        <Pager
          language={language}
          {...pagerProps(preview, {
            rowsPerPage: pageRows,
            href: (page) => listHref(`/fees/rules/${changeId}`, { page }),
          })}
        />
      )}
    </Section>
  );
}
