import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { List } from "#app/(console)/list.tsx";
import { decidedStates } from "#app/(console)/proposal-states.ts";
import { askedChanges, changeColumns } from "#app/(console)/staff/changes/listed.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHead } from "#components/page-head.tsx";
import { listOfStaffChanges } from "#core/staff/list-changes.ts";
import { staffChangeKinds, staffChangeSorts } from "#core/staff/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("staff"))("changes.title") };
}

export default async function StaffChangesPage({ searchParams }: PageProps<"/staff/changes">) {
  const context = await guardPage("staff.read");
  const params = await searchParams;
  const { filter, input } = askedChanges(params);
  const found = await listOfStaffChanges(context, { ...input, page: oneParam(params, "page") });
  const t = await getT("staff");
  const proposals = await getT("proposals");
  return (
    <Desk desk="staff">
      <PageHead
        title={t("changes.title")}
        lead={t("changes.lead")}
        back={{ href: "/staff", label: t("title") }}
      />
      <List
        path="/staff/changes"
        params={params}
        filter={filter}
        file="/staff/changes/changes.csv"
        found={found}
        sorts={staffChangeSorts}
        caption={t("changes.title")}
        columns={await changeColumns()}
        rowKey={(row) => row.id}
        rowHref={(row) => `/staff/${row.staffId}`}
        empty={<EmptyState title={t("changes.none")}>{t("changes.noneText")}</EmptyState>}
      >
        <ChoiceFilter
          name="state"
          label={t("field.decided")}
          asked={filter.state}
          values={decidedStates}
          words={(state) => proposals(`state.${state}`)}
          usual={proposals("state.proposed")}
        />
        <ChoiceFilter
          name="kind"
          label={t("field.change")}
          asked={filter.kind}
          values={staffChangeKinds}
          words={(kind) => t(`change.${kind}`)}
        />
      </List>
    </Desk>
  );
}
