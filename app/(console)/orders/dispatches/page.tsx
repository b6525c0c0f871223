import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { DaysFilter } from "#app/(console)/days-filter.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { List } from "#app/(console)/list.tsx";
import { askedDispatches, dispatchColumns } from "#app/(console)/orders/dispatches/listed.tsx";
import { ButtonLink } from "#components/button.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHead } from "#components/page-head.tsx";
import { listOfDispatches } from "#core/dispatches/list.ts";
import { dispatchSorts, dispatchStates } from "#core/dispatches/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("dispatches"))("title") };
}

export default async function DispatchesPage({ searchParams }: PageProps<"/orders/dispatches">) {
  const context = await guardPage("order.dispatch");
  const params = await searchParams;
  const { filter, input } = askedDispatches(params);
  const found = await listOfDispatches(context, { ...input, page: oneParam(params, "page") });
  const t = await getT("dispatches");
  const isNarrowed = Object.values(filter).some(Boolean);
  return (
    <Desk desk="orders">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        back={{ href: "/orders", label: t("back") }}
        actions={
          <ButtonLink href="/orders/dispatches/new" look="primary">
            {t("new.title")}
          </ButtonLink>
        }
      />
      <List
        path="/orders/dispatches"
        params={params}
        filter={filter}
        file="/orders/dispatches/dispatches.csv"
        found={found}
        sorts={dispatchSorts}
        caption={t("title")}
        columns={await dispatchColumns()}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/orders/dispatches/${id}`}
        empty={isNarrowed ? undefined : <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
      >
        <ChoiceFilter
          name="state"
          label={t("field.state")}
          asked={filter.state}
          values={dispatchStates}
          words={(state) => t(`state.${state}`)}
        />
        <DaysFilter asked={filter} />
      </List>
    </Desk>
  );
}
