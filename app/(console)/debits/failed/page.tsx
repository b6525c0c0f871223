import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { resultTones } from "#components/tone.ts";
import { listOfFailedFees } from "#core/debits/read.ts";
import { pageRows } from "#core/page.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("debits"))("failedTitle") };
}

export default async function FailedFeesPage({ searchParams }: PageProps<"/debits/failed">) {
  const context = await guardPage("debit.read");
  const { tries, ...found } = await listOfFailedFees(context, { page: oneParam(await searchParams, "page") });
  const language = await getLanguage();
  const t = await getT("debits");
  const format = await getFormat();
  return (
    <Desk desk="debits">
      <PageHead
        title={t("failedTitle")}
        lead={t("failedLead", { tries })}
        back={{ href: "/debits", label: t("toList") }}
      />
      <DataTable
        language={language}
        caption={t("failedTitle")}
        rows={found.rows}
        rowKey={(row) => row.feeId}
        rowHref={(row) => `/fees/${row.feeId}`}
        empty={<EmptyState title={t("failedNone")}>{t("failedNoneText", { tries })}</EmptyState>}
        columns={[
          { key: "order", header: t("field.orderNumber"), cell: (row) => row.orderNumber },
          { key: "contract", header: t("field.contractorId"), cell: (row) => row.contractorId },
          { key: "customer", header: t("field.customer"), cell: (row) => row.kana },
          { key: "branch", header: t("field.branch"), cell: (row) => row.branchCode },
          { key: "yen", header: t("field.amountYen"), align: "end", cell: (row) => format.yen(row.dueYen) },
          {
            key: "attempt",
            header: t("field.attempt"),
            align: "end",
            cell: (row) => format.number(row.attempt),
          },
          {
            key: "result",
            header: t("field.lastResult"),
            cell: (row) => <Chip tone={resultTones[row.result]}>{t(`result.${row.result}`)}</Chip>,
          },
          { key: "at", header: t("field.failedAt"), cell: (row) => format.dateTime(row.settledAt) },
        ]}
      />
      <Pager
        language={language}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref("/debits/failed", { page }),
        })}
      />
    </Desk>
  );
}
