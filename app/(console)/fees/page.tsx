import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { forReport } from "#app/_lib/request.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { conditionsOf } from "#app/(console)/fees/conditions.ts";
import { figures } from "#app/(console)/fees/figures.ts";
import { ReportFields } from "#app/(console)/fees/filter.tsx";
import { Ageing, Totals } from "#app/(console)/fees/totals.tsx";
import { BarChart } from "#components/bar-chart.tsx";
import { ButtonLink } from "#components/button.tsx";
import { DataTable } from "#components/data-table.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { PrintButton } from "#components/print-button.tsx";
import { notInCp932 } from "#core/cp932.ts";
import { feeReport } from "#core/fees/report.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("fees"))("title") };
}

export default async function FeesPage({ searchParams }: PageProps<"/fees">) {
  const context = await guardPage("fee.read");
  const conditions = conditionsOf(await searchParams);
  const report = await feeReport(forReport(context), conditions);
  const language = await getLanguage();
  const t = await getT("fees");
  const feeRules = await getT("feeRules");
  const common = await getT("common");
  const forms = await getT("forms");
  const { yen, number, date, shortDate } = await getFormat();
  const { period, total, before, rows, months } = report;
  const lost = notInCp932(rows.map((row) => row.branch_name).join(""));
  const range = t("range", { from: date(period.from), until: date(period.until) });
  return (
    <Desk desk="fees">
      <PageHead
        title={t("title")}
        lead={range}
        actions={
          <>
            <ButtonLink href="/fees/closings" look="quiet">
              {t("closings.title")}
            </ButtonLink>
            {permits(context.actor, "feeRule.read") && (
              <ButtonLink href="/fees/rules" look="quiet">
                {feeRules("open")}
              </ButtonLink>
            )}
            <ButtonLink href="/fees/requests" look="quiet">
              {t("requests.title")}
            </ButtonLink>
            <PrintButton>{t("print")}</PrintButton>
            <ButtonLink href={listHref("/fees/report.csv", conditions)} download>
              {common("list.csv")}
            </ButtonLink>
            <ButtonLink href={listHref("/fees/report.csv", { ...conditions, encoding: "cp932" })} download>
              {common("list.cp932")}
            </ButtonLink>
            <ButtonLink href={listHref("/fees/report.xlsx", conditions)} download>
              {t("file.xlsx")}
            </ButtonLink>
          </>
        }
      />
      <FilterBar language={language} action="/fees" active={Object.keys(conditions).length > 0}>
        <ReportFields
          conditions={conditions}
          branches={report.branches}
          branchCode={report.branchCode}
          month={period.from.slice(0, 7)}
          now={context.now}
        />
      </FilterBar>
      <div className="flex flex-col gap-4">
        {lost.length > 0 && (
          <Notice tone="warning" title={common("list.lost", { characters: lost.join(" ") })}>
            {common("list.lostText")}
          </Notice>
        )}
        <Totals total={total} before={before} conditions={conditions} />
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Section title={t("byMonth")}>
            <BarChart
              title={t("byMonth")}
              bars={months.map((sum) => ({
                label: sum.month.replace("-", "/").slice(2),
                value: sum.grossYen,
              }))}
              format={yen}
            />
          </Section>
          <Ageing total={total} />
        </div>
        <DataTable
          language={language}
          caption={t("ofPeriod", { from: shortDate(period.from), until: shortDate(period.until) })}
          showCaption
          short
          rows={rows}
          rowKey={(row) => `${row.branch_code} ${row.kind} ${row.reason}`}
          rowHref={(row) =>
            listHref("/fees/list", {
              ...conditions,
              branchCode: row.branch_code,
              kind: row.kind,
              reason: row.reason ?? undefined,
            })
          }
          columns={[
            {
              key: "branch",
              header: t("field.branch"),
              cell: (row) => `${row.branch_code} ${row.branch_name}`,
            },
            {
              key: "kind",
              header: t("field.kind"),
              cell: (row) =>
                [forms(`kind.${row.kind}`), row.reason && forms(`reason.${row.reason}`)]
                  .filter(Boolean)
                  .join(" "),
            },
            ...figures.map(({ name, unit }) => ({
              key: name,
              header: t(`figure.${name}`),
              align: "end" as const,
              cell: (row: (typeof rows)[number]) => (unit === "yen" ? yen(row[name]) : number(row[name])),
            })),
          ]}
          footer={[
            t("total"),
            "",
            ...figures.map(({ name, unit }) => (unit === "yen" ? yen(total[name]) : number(total[name]))),
          ]}
        />
        <Section title={common("chart.table")} plain>
          <DataTable
            language={language}
            caption={t("byMonth")}
            short
            rows={months}
            rowKey={(sum) => sum.month}
            rowHref={(sum) => listHref("/fees", { month: sum.month, branchCode: conditions.branchCode })}
            columns={[
              { key: "month", header: t("field.month"), cell: (sum) => sum.month.replace("-", "/") },
              { key: "count", header: t("field.count"), align: "end", cell: (sum) => number(sum.count) },
              { key: "gross", header: t("figure.gross_yen"), align: "end", cell: (sum) => yen(sum.grossYen) },
              {
                key: "before",
                header: t("field.yearBefore"),
                align: "end",
                cell: (sum) => yen(sum.grossYenBefore),
              },
              {
                key: "collected",
                header: t("figure.collected_yen"),
                align: "end",
                cell: (sum) => yen(sum.collectedYen),
              },
            ]}
          />
        </Section>
      </div>
    </Desk>
  );
}
