import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { forReport } from "#app/_lib/request.ts";
import { listHref, oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { BarChart } from "#components/bar-chart.tsx";
import { ButtonLink } from "#components/button.tsx";
import { DataTable } from "#components/data-table.tsx";
import { Field, SelectField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { feeReport } from "#core/fees/report.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("fees"))("title") };
}

export default async function FeesPage({ searchParams }: PageProps<"/fees">) {
  const context = await guardPage("fee.read");
  const params = await searchParams;
  const filter = { month: oneParam(params, "month"), branchCode: oneParam(params, "branchCode") };
  const report = await feeReport(forReport(context), filter);
  const language = await getLanguage();
  const t = await getT("fees");
  const common = await getT("common");
  const forms = await getT("forms");
  const { yen, number } = await getFormat();
  const { total } = report;
  return (
    <Desk desk="fees">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <ButtonLink
            href={listHref("/fees/report.csv", { month: report.month, branchCode: report.branchCode ?? "" })}
            download
          >
            {common("list.csv")}
          </ButtonLink>
        }
      />
      <FilterBar language={language} action="/fees" active={Boolean(filter.month || filter.branchCode)}>
        <Field name="month" type="month" label={t("field.month")} width="auto" defaultValue={report.month} />
        <SelectField
          name="branchCode"
          label={t("field.branch")}
          width="auto"
          {...(report.branches.length > 1 && { emptyLabel: common("allBranches") })}
          defaultValue={report.branchCode ?? ""}
          options={report.branches.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
        />
      </FilterBar>
      <div className="flex flex-col gap-4">
        <Section title={t("byMonth")}>
          <BarChart
            title={t("byMonth")}
            bars={report.months.map((sum) => ({
              label: sum.month.replace("-", "/").slice(2),
              value: sum.grossYen,
              href: listHref("/fees", { month: sum.month, branchCode: filter.branchCode }),
            }))}
            format={yen}
          />
        </Section>
        <DataTable
          language={language}
          caption={t("ofMonth", { month: report.month.replace("-", "/") })}
          showCaption
          short
          rows={report.rows}
          rowKey={(row) => `${row.branch_code} ${row.kind} ${row.reason}`}
          columns={[
            {
              key: "branch",
              header: t("field.branch"),
              cell: (row) => `${row.branch_code} ${row.branch_name}`,
            },
            { key: "kind", header: t("field.kind"), cell: (row) => forms(`kind.${row.kind}`) },
            {
              key: "reason",
              header: t("field.reason"),
              cell: (row) => row.reason && forms(`reason.${row.reason}`),
            },
            { key: "count", header: t("field.count"), align: "end", cell: (row) => number(row.count) },
            { key: "net", header: t("field.netYen"), align: "end", cell: (row) => yen(row.net_yen) },
            { key: "tax", header: t("field.taxYen"), align: "end", cell: (row) => yen(row.tax_yen) },
            { key: "gross", header: t("field.grossYen"), align: "end", cell: (row) => yen(row.gross_yen) },
            {
              key: "collected",
              header: t("state.collected"),
              align: "end",
              cell: (row) => yen(row.collected_yen),
            },
            { key: "waived", header: t("state.waived"), align: "end", cell: (row) => yen(row.waived_yen) },
            {
              key: "reversed",
              header: t("state.reversed"),
              align: "end",
              cell: (row) => yen(row.reversed_yen),
            },
          ]}
          footer={[
            t("total"),
            "",
            "",
            number(total.count),
            yen(total.netYen),
            yen(total.taxYen),
            yen(total.grossYen),
            yen(total.collectedYen),
            yen(total.waivedYen),
            yen(total.reversedYen),
          ]}
        />
        <Section title={common("chart.table")} plain>
          <DataTable
            language={language}
            caption={t("byMonth")}
            short
            rows={report.months}
            rowKey={(sum) => sum.month}
            rowHref={(sum) => listHref("/fees", { month: sum.month, branchCode: filter.branchCode })}
            columns={[
              { key: "month", header: t("field.month"), cell: (sum) => sum.month.replace("-", "/") },
              { key: "count", header: t("field.count"), align: "end", cell: (sum) => number(sum.count) },
              { key: "gross", header: t("field.grossYen"), align: "end", cell: (sum) => yen(sum.grossYen) },
            ]}
          />
        </Section>
      </div>
    </Desk>
  );
}
