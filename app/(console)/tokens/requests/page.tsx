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
import { pageRows } from "#core/page.ts";
import { permits } from "#core/permissions.ts";
import { proposalStates } from "#core/proposals/rules.ts";
import { listOfTokenRequests } from "#core/tokens/read-requests.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("tokenMoves"))("requests.title") };
}

export default async function TokenRequestsPage({ searchParams }: PageProps<"/tokens/requests">) {
  const context = await guardPage("token.view");
  const params = await searchParams;
  const asked = oneParam(params, "state");
  const all = asked === "all";
  const state = proposalStates.find((one) => one === asked) ?? "proposed";
  const states = all ? proposalStates : [state];
  const found = await listOfTokenRequests(context, { states, page: oneParam(params, "page") });
  const language = await getLanguage();
  const t = await getT("tokenMoves");
  const proposals = await getT("proposals");
  const tokens = await getT("tokens");
  const format = await getFormat();
  return (
    <Desk desk="tokens">
      <PageHead
        title={t("requests.title")}
        lead={t("requests.lead")}
        {...(permits(context.actor, "token.read") && { back: { href: "/tokens", label: tokens("title") } })}
      />
      <FilterBar language={language} action="/tokens/requests" active={all || state !== "proposed"}>
        <SelectField
          name="state"
          label={tokens("field.state")}
          width="auto"
          defaultValue={all ? "all" : state}
          options={[
            ...proposalStates.map((value) => ({ value, label: proposals(`state.${value}`) })),
            { value: "all", label: t("requests.all") },
          ]}
        />
      </FilterBar>
      <DataTable
        language={language}
        caption={t("requests.title")}
        rows={found.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/tokens/requests/${row.id}`}
        empty={<EmptyState title={t("requests.none")}>{t("requests.noneText")}</EmptyState>}
        columns={[
          {
            key: "request",
            header: t("field.request"),
            cell: (row) => t("requests.one", { move: t(`move.${row.move}`) }),
          },
          {
            key: "state",
            header: tokens("field.state"),
            cell: (row) => <Chip tone={proposalTones[row.state]}>{proposals(`state.${row.state}`)}</Chip>,
          },
          {
            key: "tokens",
            header: tokens("field.serial"),
            cell: (row) => t("requests.subject", { serial: row.serial, others: row.tokenCount - 1 }),
          },
          { key: "reason", header: t("field.reason"), wrap: true, cell: (row) => row.reason },
          { key: "maker", header: t("field.maker"), cell: (row) => row.makerName },
          { key: "at", header: t("field.proposedAt"), cell: (row) => format.dateTime(row.proposedAt) },
        ]}
      />
      <Pager
        language={language}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref("/tokens/requests", { state: all ? "all" : state, page }),
        })}
      />
    </Desk>
  );
}
