import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { SelectField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { formTones } from "#components/tone.ts";
import { listOfForms } from "#core/forms/list.ts";
import { deskFormStates, formKinds, formStates } from "#core/forms/rules.ts";
import { pageRows } from "#core/page.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("forms"))("title") };
}

export default async function FormsPage({ searchParams }: PageProps<"/forms">) {
  const context = await guardPage("form.read");
  const params = await searchParams;
  const state = formStates.find((one) => one === oneParam(params, "state"));
  const kind = formKinds.find((one) => one === oneParam(params, "kind"));
  const everything = oneParam(params, "state") === "all";
  const found = await listOfForms(context, {
    states: state ? [state] : everything ? [] : deskFormStates,
    kind,
    page: oneParam(params, "page"),
  });
  const language = await getLanguage();
  const t = await getT("forms");
  const common = await getT("common");
  const format = await getFormat();
  const filter = { state: state ?? (everything ? "all" : undefined), kind };
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
      <FilterBar language={language} action="/forms" active={Boolean(filter.state || kind)}>
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
          defaultValue={kind ?? ""}
          options={formKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        language={language}
        caption={t("title")}
        rows={found.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/forms/${row.id}`}
        columns={[
          { key: "number", header: t("field.formNumber"), cell: (row) => row.number },
          {
            key: "state",
            header: t("field.state"),
            cell: (row) => (
              <span className="flex items-center gap-2">
                <Chip tone={formTones[row.state]}>{t(`state.${row.state}`)}</Chip>
                {row.overdue && <Chip tone="danger">{t("overdueChip")}</Chip>}
              </span>
            ),
          },
          {
            key: "kind",
            header: t("field.kind"),
            cell: (row) =>
              [t(`kind.${row.kind}`), row.reason && t(`reason.${row.reason}`)].filter(Boolean).join(" "),
          },
          { key: "contractor", header: t("field.contractorId"), cell: (row) => row.contractorId },
          { key: "kana", header: t("field.kana"), cell: (row) => row.kana },
          { key: "branch", header: t("field.branch"), cell: (row) => row.branchCode },
          { key: "received", header: t("field.receivedOn"), cell: (row) => format.shortDate(row.receivedOn) },
          { key: "maker", header: t("field.maker"), cell: (row) => row.makerName },
        ]}
      />
      <Pager
        language={language}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref("/forms", { ...filter, page }),
        })}
      />
    </Desk>
  );
}
