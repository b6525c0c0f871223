import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Chip } from "#components/chip.tsx";
import { type Column, DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Field, SelectField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { accountTones } from "#components/tone.ts";
import { pageRows } from "#core/page.ts";
import { permits } from "#core/permissions.ts";
import { listOfStaff } from "#core/staff/list.ts";
import { accountStates, roles } from "#core/staff/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("staff"))("title") };
}

const path = "/staff";
type Row = Awaited<ReturnType<typeof listOfStaff>>["rows"][number];

export default async function StaffPage({ searchParams }: PageProps<"/staff">) {
  const context = await guardPage("staff.read");
  const params = await searchParams;
  const filter = {
    q: oneParam(params, "q")?.slice(0, 100),
    role: oneParam(params, "role"),
    branchCode: oneParam(params, "branchCode"),
    state: oneParam(params, "state"),
  };
  const { q: text, ...narrowed } = filter;
  const asked = { order: oneParam(params, "order"), page: oneParam(params, "page") };
  const found = await loadPage(listOfStaff(context, { text, ...narrowed, ...asked }));
  const language = await getLanguage();
  const t = await getT("staff");
  const common = await getT("common");
  const format = await getFormat();
  const emptyLabel = common("list.all");
  const branchNames = new Map(
    found.branches.map(({ code, name }) => [code, common("branch", { code, name })]),
  );
  /** The first press sorts people by name upwards, and by their last sign-in from today back. */
  const sort = (order: typeof found.order) =>
    ({
      href: listHref(path, { ...filter, order }),
      direction: found.order === order ? (order === "signedIn" ? "descending" : "ascending") : "none",
    }) as const;
  const columns: readonly Column<Row>[] = [
    { key: "username", header: t("field.username"), sort: sort("username"), cell: (row) => row.username },
    { key: "name", header: t("field.name"), sort: sort("name"), cell: (row) => row.name },
    { key: "role", header: t("field.role"), sort: sort("role"), cell: (row) => common(`role.${row.role}`) },
    {
      key: "branch",
      header: t("field.branch"),
      sort: sort("branch"),
      cell: (row) => branchNames.get(row.branchCode ?? "") ?? common("allBranches"),
    },
    {
      key: "state",
      header: t("field.state"),
      cell: (row) => (
        <span className="inline-flex items-center gap-2">
          <Chip tone={accountTones[row.state]}>{t(`state.${row.state}`)}</Chip>
          {row.lacksLink && <Chip tone="warning">{t("linkless")}</Chip>}
        </span>
      ),
    },
    {
      key: "signedIn",
      header: t("field.signedIn"),
      sort: sort("signedIn"),
      cell: (row) => (row.signedInAt ? format.dateTime(row.signedInAt) : t("never")),
    },
  ];
  return (
    <Desk desk="staff" {...(text && { query: text })}>
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
      <FilterBar language={language} action={path} active={Object.values(filter).some(Boolean)}>
        <Field name="q" label={t("field.text")} width="s" defaultValue={text ?? ""} />
        <SelectField
          name="role"
          label={t("field.role")}
          width="auto"
          emptyLabel={emptyLabel}
          defaultValue={filter.role ?? ""}
          options={roles.map((value) => ({ value, label: common(`role.${value}`) }))}
        />
        <SelectField
          name="branchCode"
          label={t("field.branch")}
          width="auto"
          emptyLabel={emptyLabel}
          defaultValue={filter.branchCode ?? ""}
          options={[...branchNames].map(([value, label]) => ({ value, label }))}
        />
        <SelectField
          name="state"
          label={t("field.state")}
          width="auto"
          emptyLabel={emptyLabel}
          defaultValue={filter.state ?? ""}
          options={[
            ...accountStates.map((value) => ({ value, label: t(`state.${value}`) })),
            { value: "no_link", label: t("noLinkFilter") },
          ]}
        />
      </FilterBar>
      <DataTable
        language={language}
        caption={t("title")}
        rows={found.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${path}/${row.id}`}
        empty={<EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
        columns={columns}
      />
      <Pager
        language={language}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref(path, { ...filter, order: asked.order, page }),
        })}
      />
    </Desk>
  );
}
