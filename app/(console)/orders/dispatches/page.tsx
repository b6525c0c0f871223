import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { ButtonLink } from "#components/button.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { listOfDispatches } from "#core/dispatches/read.ts";
import { pageRows } from "#core/page.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("dispatches"))("title") };
}

export default async function DispatchesPage({ searchParams }: PageProps<"/orders/dispatches">) {
  const context = await guardPage("order.dispatch");
  const found = await listOfDispatches(context, { page: oneParam(await searchParams, "page") });
  const language = await getLanguage();
  const t = await getT("dispatches");
  const format = await getFormat();
  return (
    <Desk desk="orders">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        back={{ href: "/orders", label: t("back") }}
        actions={
          <ButtonLink href="/orders/dispatches/new" look="primary">
            {t("new.title")}
          </ButtonLink>
        }
      />
      <DataTable
        language={language}
        caption={t("title")}
        rows={found.rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/orders/dispatches/${id}`}
        empty={<EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
        columns={[
          {
            key: "number",
            header: t("field.number"),
            cell: ({ number }) => t("one", { number: String(number) }),
          },
          { key: "at", header: t("field.madeAt"), cell: ({ madeAt }) => format.dateTime(madeAt) },
          { key: "maker", header: t("field.maker"), cell: ({ makerName }) => makerName },
          {
            key: "orders",
            header: t("field.orders"),
            align: "end",
            cell: (row) => format.number(row.orders),
          },
          {
            key: "toPost",
            header: t("field.toPost"),
            align: "end",
            cell: (row) => format.number(row.toPost),
          },
        ]}
      />
      <Pager
        language={language}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref("/orders/dispatches", { page }),
        })}
      />
    </Desk>
  );
}
