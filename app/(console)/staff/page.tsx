import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { BranchField } from "#app/(console)/branch-field.tsx";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { List } from "#app/(console)/list.tsx";
import { askedStaff, staffColumns } from "#app/(console)/staff/listed.tsx";
import { ButtonLink } from "#components/button.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Field } from "#components/field.tsx";
import { PageHead } from "#components/page-head.tsx";
import { permits } from "#core/permissions.ts";
import { listOfStaff } from "#core/staff/list.ts";
import { listedAccountStates, roles, staffSorts } from "#core/staff/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("staff"))("title") };
}

export default async function StaffPage({ searchParams }: PageProps<"/staff">) {
  const context = await guardPage("staff.read");
  const params = await searchParams;
  const { filter, input } = askedStaff(params);
  const found = await loadPage(listOfStaff(context, { ...input, page: oneParam(params, "page") }));
  const t = await getT("staff");
  const common = await getT("common");
  return (
    <Desk desk="staff" {...(filter.q && { query: filter.q })}>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <ButtonLink href="/staff/changes">{t("changes.open")}</ButtonLink>
            {permits(context.actor, "staff.manage") && (
              <ButtonLink href="/staff/new" look="primary">
                {t("invite")}
              </ButtonLink>
            )}
          </>
        }
      />
      <List
        path="/staff"
        params={params}
        filter={filter}
        file="/staff/staff.csv"
        found={found}
        sorts={staffSorts}
        caption={t("title")}
        columns={await staffColumns()}
        rowKey={(row) => row.id}
        rowHref={(row) => `/staff/${row.id}`}
        empty={<EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
      >
        <Field name="q" label={t("field.text")} width="s" defaultValue={filter.q ?? ""} />
        <ChoiceFilter
          name="role"
          label={t("field.role")}
          asked={filter.role}
          values={roles}
          words={(role) => common(`role.${role}`)}
        />
        <BranchField branches={found.branches} asked={filter.branch} />
        <ChoiceFilter
          name="state"
          label={t("field.state")}
          asked={filter.state}
          values={listedAccountStates}
          words={(state) => (state === "no_link" ? t("noLinkFilter") : t(`state.${state}`))}
        />
      </List>
    </Desk>
  );
}
