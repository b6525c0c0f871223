import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { List } from "#app/(console)/list.tsx";
import { askedImports, importColumns } from "#app/(console)/tokens/imports/listed.tsx";
import { ButtonLink } from "#components/button.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHead } from "#components/page-head.tsx";
import { permits } from "#core/permissions.ts";
import { listOfImports } from "#core/token-imports/list.ts";
import { importSorts, importStates } from "#core/token-imports/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("tokenImports"))("title") };
}

export default async function TokenImportsPage({ searchParams }: PageProps<"/tokens/imports">) {
  const context = await guardPage("token.read");
  const params = await searchParams;
  const { filter, input } = askedImports(params);
  const found = await listOfImports(context, { ...input, page: oneParam(params, "page") });
  const t = await getT("tokenImports");
  return (
    <Desk desk="tokens">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        back={{ href: "/tokens", label: t("toStock") }}
        actions={
          permits(context.actor, "token.import") && (
            <ButtonLink href="/tokens/imports/new" look="primary">
              {t("open")}
            </ButtonLink>
          )
        }
      />
      <List
        path="/tokens/imports"
        params={params}
        filter={filter}
        file="/tokens/imports/imports.csv"
        found={found}
        sorts={importSorts}
        caption={t("title")}
        columns={await importColumns()}
        rowKey={(row) => row.id}
        rowHref={(row) => `/tokens/imports/${row.id}`}
        empty={filter.state ? undefined : <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
      >
        <ChoiceFilter
          name="state"
          label={t("field.state")}
          asked={filter.state}
          values={importStates}
          words={(state) => t(`state.${state}`)}
        />
      </List>
    </Desk>
  );
}
