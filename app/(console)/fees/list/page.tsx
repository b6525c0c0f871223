import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { conditionsOf } from "#app/(console)/fees/conditions.ts";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { feeTones } from "#components/tone.ts";
import { listOfFees } from "#core/fees/list.ts";
import { feeShares } from "#core/fees/rules.ts";
import { pageRows } from "#core/page.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("fees"))("list.title") };
}

export default async function FeeListPage({ searchParams }: PageProps<"/fees/list">) {
  const context = await guardPage("fee.read");
  const params = await searchParams;
  const conditions = conditionsOf(params);
  const share = feeShares.find((one) => one === oneParam(params, "share")) ?? "assessed";
  const found = await listOfFees(context, { ...conditions, share, page: oneParam(params, "page") });
  const t = await getT("fees");
  const forms = await getT("forms");
  const orders = await getT("orders");
  const language = await getLanguage();
  const format = await getFormat();
  const { from, until } = found.period;
  return (
    <Desk desk="fees">
      <PageHead
        title={t(`list.of.${share}`)}
        lead={t("range", { from: format.date(from), until: format.date(until) })}
        back={{ href: listHref("/fees", conditions), label: t("title") }}
      />
      <DataTable
        language={language}
        caption={t(`list.of.${share}`)}
        rows={found.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/fees/${row.id}`}
        columns={[
          { key: "order", header: orders("field.orderNumber"), cell: (row) => row.order_number },
          { key: "at", header: t("field.assessedAt"), cell: (row) => format.dateTime(row.assessed_at) },
          { key: "branch", header: t("field.branchCode"), cell: (row) => row.branch_code },
          {
            key: "kind",
            header: t("field.kind"),
            cell: (row) =>
              [forms(`kind.${row.kind}`), row.reason && forms(`reason.${row.reason}`)]
                .filter(Boolean)
                .join(" "),
          },
          {
            key: "state",
            header: t("field.stateThen"),
            cell: (row) => <Chip tone={feeTones[row.state]}>{t(`state.${row.state}`)}</Chip>,
          },
          {
            key: "gross",
            header: t("field.grossYen"),
            align: "end",
            cell: (row) => format.yen(row.gross_yen),
          },
          {
            key: "share",
            header: t(`list.of.${share}`),
            align: "end",
            cell: (row) => format.yen(row.share_yen),
          },
        ]}
      />
      <Pager
        language={language}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref("/fees/list", { ...conditions, share, page }),
        })}
      />
    </Desk>
  );
}
