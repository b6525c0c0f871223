import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { DaysFilter } from "#app/(console)/days-filter.tsx";
import { askedDebits, debitColumns } from "#app/(console)/debits/listed.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { List } from "#app/(console)/list.tsx";
import { ButtonLink } from "#components/button.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHead } from "#components/page-head.tsx";
import { listOfBatches } from "#core/debits/list.ts";
import { debitSorts, debitStates } from "#core/debits/rules.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("debits"))("title") };
}

export default async function DebitsPage({ searchParams }: PageProps<"/debits">) {
  const context = await guardPage("debit.read");
  const params = await searchParams;
  const { filter, input } = askedDebits(params);
  const found = await listOfBatches(context, { ...input, page: oneParam(params, "page") });
  const t = await getT("debits");
  return (
    <Desk desk="debits">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <ButtonLink href="/debits/failed">{t("failedTitle")}</ButtonLink>
            {permits(context.actor, "debit.propose") && (
              <ButtonLink href="/debits/new" look="primary">
                {t("open")}
              </ButtonLink>
            )}
          </>
        }
      />
      <List
        path="/debits"
        params={params}
        filter={filter}
        file="/debits/debits.csv"
        found={found}
        sorts={debitSorts}
        caption={t("title")}
        columns={await debitColumns()}
        rowKey={(row) => row.id}
        rowHref={(row) => `/debits/${row.id}`}
        empty={<EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
      >
        <ChoiceFilter
          name="state"
          label={t("field.state")}
          asked={filter.state}
          values={debitStates}
          words={(state) => t(`state.${state}`)}
        />
        <DaysFilter asked={filter} />
      </List>
    </Desk>
  );
}
