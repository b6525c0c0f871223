import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { SelectField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { debitTones } from "#components/tone.ts";
import { listOfBatches } from "#core/debits/read.ts";
import { debitStates } from "#core/debits/rules.ts";
import { pageRows } from "#core/page.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("debits"))("title") };
}

export default async function DebitsPage({ searchParams }: PageProps<"/debits">) {
  const context = await guardPage("debit.read");
  const params = await searchParams;
  const state = debitStates.find((one) => one === oneParam(params, "state"));
  const found = await listOfBatches(context, { state, page: oneParam(params, "page") });
  const language = await getLanguage();
  const t = await getT("debits");
  const common = await getT("common");
  const format = await getFormat();
  const sum = (count: number | null, yen: number | null) =>
    count === null ? "-" : t("sum", { count, yen: format.yen(yen ?? 0) });
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
      <FilterBar language={language} action="/debits" active={state !== undefined}>
        <SelectField
          name="state"
          label={t("field.state")}
          width="auto"
          emptyLabel={common("list.all")}
          defaultValue={state ?? ""}
          options={debitStates.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        language={language}
        caption={t("title")}
        rows={found.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/debits/${row.id}`}
        empty={<EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
        columns={[
          {
            key: "number",
            header: t("field.number"),
            cell: (row) => t("one", { number: String(row.number) }),
          },
          {
            key: "state",
            header: t("field.state"),
            cell: (row) => <Chip tone={debitTones[row.state]}>{t(`state.${row.state}`)}</Chip>,
          },
          { key: "debitOn", header: t("field.debitOn"), cell: (row) => format.shortDate(row.debitOn) },
          {
            key: "count",
            header: t("field.recordCount"),
            align: "end",
            cell: (row) => format.number(row.recordCount),
          },
          {
            key: "yen",
            header: t("field.amountYen"),
            align: "end",
            cell: (row) => format.yen(row.amountYen),
          },
          {
            key: "debited",
            header: t("field.debited"),
            align: "end",
            cell: (row) => sum(row.debitedCount, row.debitedYen),
          },
          {
            key: "failed",
            header: t("field.failed"),
            align: "end",
            cell: (row) => sum(row.failedCount, row.failedYen),
          },
          { key: "maker", header: t("field.maker"), cell: (row) => row.makerName },
          { key: "at", header: t("field.proposedAt"), cell: (row) => format.shortDate(row.proposedAt) },
        ]}
      />
      <Pager
        language={language}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref("/debits", { state, page }),
        })}
      />
    </Desk>
  );
}
