import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { List } from "#app/(console)/list.tsx";
import { decidedStates } from "#app/(console)/proposal-states.ts";
import { askedRequests, requestColumns } from "#app/(console)/tokens/requests/listed.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHead } from "#components/page-head.tsx";
import { permits } from "#core/permissions.ts";
import { listOfTokenRequests } from "#core/tokens/list-requests.ts";
import { askedMoves, tokenRequestSorts } from "#core/tokens/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("tokenMoves"))("requests.title") };
}

export default async function TokenRequestsPage({ searchParams }: PageProps<"/tokens/requests">) {
  const context = await guardPage("token.view");
  const params = await searchParams;
  const { filter, input } = askedRequests(params);
  const found = await listOfTokenRequests(context, { ...input, page: oneParam(params, "page") });
  const t = await getT("tokenMoves");
  const proposals = await getT("proposals");
  const tokens = await getT("tokens");
  return (
    <Desk desk="tokens">
      <PageHead
        title={t("requests.title")}
        lead={t("requests.lead")}
        {...(permits(context.actor, "token.read") && { back: { href: "/tokens", label: tokens("title") } })}
      />
      <List
        path="/tokens/requests"
        params={params}
        filter={filter}
        file="/tokens/requests/requests.csv"
        found={found}
        sorts={tokenRequestSorts}
        caption={t("requests.title")}
        columns={await requestColumns()}
        rowKey={(row) => row.id}
        rowHref={(row) => `/tokens/requests/${row.id}`}
        empty={
          filter.state ? undefined : (
            <EmptyState title={t("requests.none")}>{t("requests.noneText")}</EmptyState>
          )
        }
      >
        <ChoiceFilter
          name="state"
          label={tokens("field.state")}
          asked={filter.state}
          values={decidedStates}
          words={(state) => proposals(`state.${state}`)}
          usual={proposals("state.proposed")}
        />
        <ChoiceFilter
          name="move"
          label={t("field.move")}
          asked={filter.move}
          values={askedMoves}
          words={(move) => t(`move.${move}`)}
        />
      </List>
    </Desk>
  );
}
