import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { pathOfFound } from "#app/_lib/came-from.ts";
import { getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { askedContracts, contractColumns } from "#app/(console)/contracts/listed.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { List } from "#app/(console)/list.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHead } from "#components/page-head.tsx";
import { contractSorts } from "#core/contracts/rules.ts";
import { search } from "#core/contracts/search.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("contracts"))("title") };
}

export default async function ContractsPage({ searchParams }: PageProps<"/contracts">) {
  const context = await guardPage("contract.read");
  const params = await searchParams;
  const { filter, input } = askedContracts(params);
  const found = await search(context, { ...input, page: oneParam(params, "page") });
  if (found.kind !== "contracts") redirect(pathOfFound(found) as "/");
  const t = await getT("contracts");
  return (
    <Desk desk="contracts" query={filter.q}>
      <PageHead title={t("title")} lead={t("lead")} />
      <List
        path="/contracts"
        params={params}
        filter={filter}
        file="/contracts/contracts.csv"
        found={found.contracts}
        sorts={contractSorts}
        caption={t("title")}
        columns={await contractColumns()}
        rowKey={(row) => row.id}
        rowHref={(row) => `/contracts/${row.id}`}
        empty={<EmptyState title={t("noneFound")}>{t("noneFoundText")}</EmptyState>}
      />
    </Desk>
  );
}
