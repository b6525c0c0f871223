import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { EndOfKey } from "#app/(console)/clients/end-of-key.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Chip } from "#components/chip.tsx";
import { type Column, DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Field, SelectField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { clientTones } from "#components/tone.ts";
import { scopeWords } from "#components/words/audit.ts";
import { listOfClients } from "#core/clients/list.ts";
import { clientNeeds, clientScopes, clientStates } from "#core/clients/rules.ts";
import { pageRows } from "#core/page.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("clients"))("title") };
}

const path = "/clients";
type Row = Awaited<ReturnType<typeof listOfClients>>["rows"][number];

export default async function ClientsPage({ searchParams }: PageProps<"/clients">) {
  const context = await guardPage("client.read");
  const params = await searchParams;
  const filter = {
    text: oneParam(params, "text")?.slice(0, 100),
    state: oneParam(params, "state"),
    scope: oneParam(params, "scope"),
    needs: oneParam(params, "needs"),
  };
  const asked = { order: oneParam(params, "order"), page: oneParam(params, "page") };
  const found = await loadPage(listOfClients(context, { ...filter, ...asked }));
  const language = await getLanguage();
  const t = await getT("clients");
  const common = await getT("common");
  const format = await getFormat();
  const emptyLabel = common("list.all");
  const sort = (order: typeof found.order) =>
    ({
      href: listHref(path, { ...filter, order }),
      direction: found.order === order ? (order === "lastUsed" ? "descending" : "ascending") : "none",
    }) as const;
  const columns: readonly Column<Row>[] = [
    { key: "name", header: t("field.name"), sort: sort("name"), cell: (row) => row.name },
    {
      key: "state",
      header: t("field.state"),
      cell: (row) => (
        <span className="inline-flex items-center gap-2">
          <Chip tone={clientTones[row.state]}>{t(`state.${row.state}`)}</Chip>
          {row.waits && <Chip tone="info">{t("waits")}</Chip>}
        </span>
      ),
    },
    {
      key: "scopes",
      header: t("field.scopes"),
      wrap: true,
      cell: (row) => (row.scopes.length > 0 ? scopeWords(language, row.scopes) : t("noScopes")),
    },
    {
      key: "keys",
      header: t("field.usableKeys"),
      align: "end",
      cell: (row) => format.number(row.usableKeys),
    },
    {
      key: "nextEnd",
      header: t("field.nextEnd"),
      sort: sort("nextEnd"),
      cell: (row) => row.nextEnd && <EndOfKey at={row.nextEnd} soon={row.soon} now={context.now} />,
    },
    {
      key: "lastUsed",
      header: t("field.lastUsed"),
      sort: sort("lastUsed"),
      cell: (row) => (row.lastUsedOn ? format.shortDate(row.lastUsedOn) : t("never")),
    },
  ];
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
      <FilterBar language={language} action={path} active={Object.values(filter).some(Boolean)}>
        <Field name="text" label={t("field.name")} width="s" defaultValue={filter.text ?? ""} />
        <SelectField
          name="state"
          label={t("field.state")}
          width="auto"
          emptyLabel={emptyLabel}
          defaultValue={filter.state ?? ""}
          options={clientStates.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <SelectField
          name="scope"
          label={t("field.scope")}
          width="auto"
          emptyLabel={emptyLabel}
          defaultValue={filter.scope ?? ""}
          options={clientScopes.map((value) => ({ value, label: t(`scope.${value}`) }))}
        />
        <SelectField
          name="needs"
          label={t("field.needs")}
          width="auto"
          emptyLabel={emptyLabel}
          defaultValue={filter.needs ?? ""}
          options={clientNeeds.map((value) => ({ value, label: t(`needs.${value}`) }))}
        />
        {asked.order && <input type="hidden" name="order" value={found.order} />}
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
          href: (page) => listHref(path, { ...filter, order: asked.order && found.order, page }),
        })}
      />
    </Desk>
  );
}
