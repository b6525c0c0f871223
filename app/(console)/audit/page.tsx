import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { DataTable } from "#components/data-table.tsx";
import { Field, SelectField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { commandWords, factWords, subjectWords } from "#components/words/audit.ts";
import { listOfAudit } from "#core/audit/list.ts";
import { pageRows } from "#core/page.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("audit"))("title") };
}

export default async function AuditPage({ searchParams }: PageProps<"/audit">) {
  const context = await guardPage("audit.read");
  const params = await searchParams;
  const filter = {
    action: oneParam(params, "action"),
    text: oneParam(params, "text"),
    from: oneParam(params, "from"),
    until: oneParam(params, "until"),
  };
  const found = await listOfAudit(context, { ...filter, page: oneParam(params, "page") });
  const language = await getLanguage();
  const t = await getT("audit");
  const format = await getFormat();
  return (
    <Desk desk="audit">
      <PageHead title={t("title")} lead={t("lead")} />
      <FilterBar language={language} action="/audit" active={Object.values(filter).some(Boolean)}>
        <SelectField
          name="action"
          label={t("field.action")}
          width="auto"
          emptyLabel={(await getT("common"))("list.all")}
          defaultValue={filter.action ?? ""}
          options={found.actions.map((action) => ({ value: action, label: commandWords(language, action) }))}
        />
        <Field name="text" label={t("field.text")} width="s" defaultValue={filter.text ?? ""} />
        <Field
          name="from"
          type="date"
          label={t("field.from")}
          width="auto"
          defaultValue={filter.from ?? ""}
        />
        <Field
          name="until"
          type="date"
          label={t("field.until")}
          width="auto"
          defaultValue={filter.until ?? ""}
        />
      </FilterBar>
      <DataTable
        language={language}
        caption={t("title")}
        rows={found.rows}
        rowKey={(row) => String(row.id)}
        columns={[
          { key: "number", header: t("field.number"), align: "end", cell: (row) => row.id },
          { key: "at", header: t("field.at"), cell: (row) => format.dateTime(row.at) },
          { key: "actor", header: t("field.actor"), cell: (row) => row.actorName },
          { key: "action", header: t("field.action"), cell: (row) => commandWords(language, row.action) },
          {
            key: "subject",
            header: t("field.subject"),
            cell: (row) => `${subjectWords(language, row.subjectKind)} ${row.subjectLabel}`,
          },
          {
            key: "before",
            header: t("field.before"),
            wrap: true,
            cell: (row) => facts(row.subjectKind, row.before),
          },
          {
            key: "after",
            header: t("field.after"),
            wrap: true,
            cell: (row) => facts(row.subjectKind, row.after),
          },
          { key: "reason", header: t("field.reason"), wrap: true, cell: (row) => row.reason },
          { key: "address", header: t("field.address"), cell: (row) => row.address },
        ]}
      />
      <Pager
        language={language}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref("/audit", { ...filter, page }),
        })}
      />
    </Desk>
  );

  function facts(subjectKind: string, of: Record<string, unknown> | null) {
    return (
      <ul>
        {factWords(language, subjectKind, of).map(({ label, value }) => (
          <li key={label}>
            <span className="text-ink-soft">{label}</span> {value}
          </li>
        ))}
      </ul>
    );
  }
}
