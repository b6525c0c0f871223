import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { List } from "#app/(console)/list.tsx";
import { addressChangeColumns, askedAddressChanges } from "#app/(console)/notices/addresses/listed.tsx";
import { decidedStates } from "#app/(console)/proposal-states.ts";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHead } from "#components/page-head.tsx";
import { listOfMailAddressChanges } from "#core/mail-addresses/list.ts";
import { mailAddressSorts } from "#core/mail-addresses/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("mailAddresses"))("list.title") };
}

export default async function MailAddressesPage({ searchParams }: PageProps<"/notices/addresses">) {
  const context = await guardPage("notice.read");
  const params = await searchParams;
  const { filter, input } = askedAddressChanges(params);
  const found = await listOfMailAddressChanges(context, { ...input, page: oneParam(params, "page") });
  const t = await getT("mailAddresses");
  const proposals = await getT("proposals");
  return (
    <Desk desk="notices">
      <PageHead
        title={t("list.title")}
        lead={t("list.lead")}
        back={{ href: "/notices", label: (await getT("notices"))("title") }}
      />
      <List
        path="/notices/addresses"
        params={params}
        filter={filter}
        file="/notices/addresses/addresses.csv"
        found={found}
        sorts={mailAddressSorts}
        caption={t("list.title")}
        columns={await addressChangeColumns()}
        rowKey={(row) => row.id}
        rowHref={(row) => `/contracts/${row.contractId}/mail-address`}
        empty={
          filter.state ? undefined : <EmptyState title={t("list.none")}>{t("list.noneText")}</EmptyState>
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
      </List>
    </Desk>
  );
}
