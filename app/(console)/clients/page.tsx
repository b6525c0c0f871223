import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { EndOfKey } from "#app/(console)/clients/end-of-key.tsx";
import { askedClients, type ClientRow, clientColumns } from "#app/(console)/clients/listed.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { List } from "#app/(console)/list.tsx";
import { ButtonLink } from "#components/button.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Field } from "#components/field.tsx";
import { PageHead } from "#components/page-head.tsx";
import { listOfClients } from "#core/clients/list.ts";
import { clientNeeds, clientScopes, clientSorts, clientStates } from "#core/clients/rules.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("clients"))("title") };
}

export default async function ClientsPage({ searchParams }: PageProps<"/clients">) {
  const context = await guardPage("client.read");
  const params = await searchParams;
  const { filter, input } = askedClients(params);
  const found = await loadPage(listOfClients(context, { ...input, page: oneParam(params, "page") }));
  const t = await getT("clients");
  const end = ({ nextEnd, soon }: ClientRow) =>
    nextEnd && <EndOfKey at={nextEnd} soon={soon} now={context.now} />;
  const columns = (await clientColumns()).map((column) =>
    column.key === "nextEnd" ? { ...column, cell: end } : column,
  );
  return (
    <Desk desk="clients">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          permits(context.actor, "client.manage") && (
            <ButtonLink href="/clients/new" look="primary">
              {t("register")}
            </ButtonLink>
          )
        }
      />
      <List
        path="/clients"
        params={params}
        filter={filter}
        file="/clients/clients.csv"
        found={found}
        sorts={clientSorts}
        caption={t("title")}
        columns={columns}
        rowKey={(row) => row.id}
        rowHref={(row) => `/clients/${row.id}`}
        empty={<EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
      >
        <Field name="text" label={t("field.name")} width="s" defaultValue={filter.text ?? ""} />
        <ChoiceFilter
          name="state"
          label={t("field.state")}
          asked={filter.state}
          values={clientStates}
          words={(state) => t(`state.${state}`)}
        />
        <ChoiceFilter
          name="scope"
          label={t("field.scope")}
          asked={filter.scope}
          values={clientScopes}
          words={(scope) => t(`scope.${scope}`)}
        />
        <ChoiceFilter
          name="needs"
          label={t("field.needs")}
          asked={filter.needs}
          values={clientNeeds}
          words={(need) => t(`needs.${need}`)}
        />
      </List>
    </Desk>
  );
}
