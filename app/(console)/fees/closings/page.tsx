import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { NextClosing } from "#app/(console)/fees/closings/next-closing.tsx";
import { figures } from "#app/(console)/fees/figures.ts";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { listClosings } from "#core/fees/list-closings.ts";
import { pageRows } from "#core/page.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("fees"))("closings.title") };
}

export default async function FeeClosingsPage({ searchParams }: PageProps<"/fees/closings">) {
  const context = await guardPage("fee.read");
  const params = await searchParams;
  const found = await listClosings(context, { page: oneParam(params, "page") });
  const done = found.rows.find(({ month }) => month === oneParam(params, "done"));
  const language = await getLanguage();
  const t = await getT("fees");
  const format = await getFormat();
  return (
    <Desk desk="fees">
      <PageHead
        title={t("closings.title")}
        lead={t("closings.lead")}
        back={{ href: "/fees", label: t("title") }}
      />
      {done && (
        <div className="mb-4">
          <Notice
            tone="success"
            announce
            title={t("closings.done", { month: done.month.replace("-", "/") })}
          />
        </div>
      )}
      <div className="mb-4">
        <NextClosing next={found.next} actor={context.actor} />
      </div>
      <DataTable
        language={language}
        caption={t("closings.title")}
        rows={found.rows}
        rowKey={(row) => row.month}
        rowHref={(row) => listHref("/fees", { month: row.month })}
        empty={
          <EmptyState title={t("closings.none")} icon="fee">
            {t("closings.noneText")}
          </EmptyState>
        }
        columns={[
          { key: "month", header: t("closings.month"), cell: (row) => row.month.replace("-", "/") },
          {
            key: "at",
            header: t("closings.closedAt"),
            cell: (row) => format.dateTime(row.closed_at),
          },
          {
            key: "by",
            header: t("closings.closedBy"),
            cell: (row) => row.closed_by ?? t("closings.byJob"),
          },
          ...figures.map(({ name, unit }) => ({
            key: name,
            header: t(`figure.${name}`),
            align: "end" as const,
            cell: (row: (typeof found.rows)[number]) =>
              unit === "yen" ? format.yen(row[name]) : format.number(row[name]),
          })),
          {
            key: "hash",
            header: t("closings.hash"),
            cell: (row) => <code className="text-[0.75rem]">{row.hash}</code>,
          },
        ]}
      />
      <Pager
        language={language}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref("/fees/closings", { page }),
        })}
      />
    </Desk>
  );
}
