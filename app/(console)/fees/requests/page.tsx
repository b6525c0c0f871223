import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { SelectField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { proposalTones } from "#components/tone.ts";
import { listOfFeeRequests } from "#core/fees/read-requests.ts";
import { pageRows } from "#core/page.ts";
import { proposalStates } from "#core/proposals/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("fees"))("requests.title") };
}

export default async function FeeRequestsPage({ searchParams }: PageProps<"/fees/requests">) {
  const context = await guardPage("fee.view");
  const params = await searchParams;
  const state = proposalStates.find((one) => one === oneParam(params, "state"));
  const found = await listOfFeeRequests(context, {
    ...(state && { states: [state] }),
    page: oneParam(params, "page"),
  });
  const t = await getT("fees");
  const proposals = await getT("proposals");
  const orders = await getT("orders");
  const language = await getLanguage();
  const format = await getFormat();
  return (
    <Desk desk="fees">
      <PageHead
        title={t("requests.title")}
        lead={t("requests.lead")}
        back={{ href: "/fees", label: t("title") }}
      />
      <FilterBar language={language} action="/fees/requests" active={state !== undefined}>
        <SelectField
          name="state"
          label={t("field.state")}
          width="auto"
          defaultValue={state ?? "proposed"}
          options={proposalStates.map((one) => ({ value: one, label: proposals(`state.${one}`) }))}
        />
      </FilterBar>
      <DataTable
        language={language}
        caption={t("requests.title")}
        rows={found.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/fees/${row.feeId}`}
        empty={
          <EmptyState title={t("requests.none")} icon="fee">
            {t("requests.noneText")}
          </EmptyState>
        }
        columns={[
          { key: "order", header: orders("field.orderNumber"), cell: (row) => row.orderNumber },
          { key: "kind", header: t("field.request"), cell: (row) => t(`request.${row.kind}`) },
          {
            key: "state",
            header: t("field.state"),
            cell: (row) => <Chip tone={proposalTones[row.state]}>{proposals(`state.${row.state}`)}</Chip>,
          },
          { key: "branch", header: t("field.branchCode"), cell: (row) => row.branchCode },
          { key: "yen", header: t("field.amount"), align: "end", cell: (row) => format.yen(row.amountYen) },
          { key: "reason", header: t("field.why"), wrap: true, cell: (row) => row.reason },
          { key: "maker", header: t("field.maker"), cell: (row) => row.makerName },
          { key: "at", header: t("field.proposedAt"), cell: (row) => format.dateTime(row.proposedAt) },
        ]}
      />
      <Pager
        language={language}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref("/fees/requests", { state, page }),
        })}
      />
    </Desk>
  );
}
