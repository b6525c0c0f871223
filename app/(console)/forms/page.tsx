import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { BranchField } from "#app/(console)/branch-field.tsx";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { askedForms, formColumns } from "#app/(console)/forms/listed.tsx";
import { List } from "#app/(console)/list.tsx";
import { ButtonLink } from "#components/button.tsx";
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
  const t = await getT("forms");
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
      <List
        path="/forms"
        params={params}
        filter={filter}
        file="/forms/forms.csv"
        found={found}
        sorts={formSorts}
        caption={t("title")}
        columns={await formColumns()}
        rowKey={(row) => row.id}
        rowHref={(row) => `/forms/${row.id}`}
      >
        <ChoiceFilter
          name="state"
          label={t("field.state")}
          asked={filter.state}
          values={formStates}
          words={(state) => t(`state.${state}`)}
          usual={t("allOpen")}
        />
        <ChoiceFilter
          name="kind"
          label={t("field.kind")}
          asked={filter.kind}
          values={formKinds}
          words={(kind) => t(`kind.${kind}`)}
        />
        <ChoiceFilter
          name="task"
          label={t("field.task")}
          asked={filter.task}
          values={formTasks}
          words={(task) => home(`queue.${task}`)}
        />
        <BranchField branches={found.branches} asked={filter.branch} />
      </List>
    </Desk>
  );
}
