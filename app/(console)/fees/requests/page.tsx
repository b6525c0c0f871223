import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { BranchField } from "#app/(console)/branch-field.tsx";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { DaysFilter } from "#app/(console)/days-filter.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { askedFeeRequests, feeRequestColumns } from "#app/(console)/fees/requests/listed.tsx";
import { List } from "#app/(console)/list.tsx";
import { decidedStates } from "#app/(console)/proposal-states.ts";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHead } from "#components/page-head.tsx";
import { listOfFeeRequests } from "#core/fees/list-requests.ts";
import { feeRequestKinds, feeRequestSorts } from "#core/fees/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("fees"))("requests.title") };
}

export default async function FeeRequestsPage({ searchParams }: PageProps<"/fees/requests">) {
  const context = await guardPage("fee.view");
  const params = await searchParams;
  const { filter, input } = askedFeeRequests(params);
  const found = await listOfFeeRequests(context, { ...input, page: oneParam(params, "page") });
  const t = await getT("fees");
  const proposals = await getT("proposals");
  return (
    <Desk desk="fees">
      <PageHead
        title={t("requests.title")}
        lead={t("requests.lead")}
        back={{ href: "/fees", label: t("title") }}
      />
      <List
        path="/fees/requests"
        params={params}
        filter={filter}
        file="/fees/requests/requests.csv"
        found={found}
        sorts={feeRequestSorts}
        caption={t("requests.title")}
        columns={await feeRequestColumns()}
        rowKey={(row) => row.id}
        rowHref={(row) => `/fees/${row.feeId}`}
        empty={
          <EmptyState title={t("requests.none")} icon="fee">
            {t("requests.noneText")}
          </EmptyState>
        }
      >
        <ChoiceFilter
          name="state"
          label={t("field.state")}
          asked={filter.state}
          values={decidedStates}
          words={(state) => proposals(`state.${state}`)}
          usual={proposals("state.proposed")}
        />
        <ChoiceFilter
          name="kind"
          label={t("field.request")}
          asked={filter.kind}
          values={feeRequestKinds}
          words={(kind) => t(`request.${kind}`)}
        />
        <BranchField branches={found.branches} asked={filter.branch} />
        <DaysFilter asked={filter} />
      </List>
    </Desk>
  );
}
