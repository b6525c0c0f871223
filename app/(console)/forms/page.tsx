import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { BranchField } from "#app/(console)/branch-field.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { askedForms, formColumns } from "#app/(console)/forms/listed.tsx";
import { List } from "#app/(console)/list.tsx";
import { ButtonLink } from "#components/button.tsx";
import { SelectField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { PageHead } from "#components/page-head.tsx";
import { listOfForms } from "#core/forms/list.ts";
import { formKinds, formSorts, formStates, formTasks } from "#core/forms/rules.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("forms"))("title") };
}

export default async function FormsPage({ searchParams }: PageProps<"/forms">) {
  const context = await guardPage("form.read");
  const params = await searchParams;
  const { filter, input } = askedForms(params);
  const found = await listOfForms(context, { ...input, page: oneParam(params, "page") });
  const language = await getLanguage();
  const t = await getT("forms");
  const common = await getT("common");
  const home = await getT("home");
  return (
    <Desk desk="forms">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          permits(context.actor, "form.key") && (
            <ButtonLink href="/forms/new" look="primary">
              {t("newTitle")}
            </ButtonLink>
          )
        }
      />
      <FilterBar language={language} action="/forms" active={Object.values(filter).some(Boolean)}>
        <SelectField
          name="state"
          label={t("field.state")}
          width="auto"
          emptyLabel={t("allOpen")}
          defaultValue={filter.state ?? ""}
          options={[
            ...formStates.map((value) => ({ value, label: t(`state.${value}`) })),
            { value: "all", label: common("list.all") },
          ]}
        />
        <SelectField
          name="kind"
          label={t("field.kind")}
          width="auto"
          emptyLabel={common("list.all")}
          defaultValue={filter.kind ?? ""}
          options={formKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <SelectField
          name="task"
          label={t("field.task")}
          width="auto"
          emptyLabel={common("list.all")}
          defaultValue={filter.task ?? ""}
          options={formTasks.map((value) => ({ value, label: home(`queue.${value}`) }))}
        />
        <BranchField branches={found.branches} asked={filter.branch} />
      </FilterBar>
      <List
        path="/forms"
        filter={filter}
        file="/forms/forms.csv"
        lost={oneParam(params, "lost")}
        found={found}
        sorts={formSorts}
        caption={t("title")}
        columns={await formColumns()}
        rowKey={(row) => row.id}
        rowHref={(row) => `/forms/${row.id}`}
      />
    </Desk>
  );
}
