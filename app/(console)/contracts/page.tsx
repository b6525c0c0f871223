import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { pathOfFound } from "#app/_lib/came-from.ts";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { search } from "#core/contracts/search.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("contracts"))("title") };
}

export default async function ContractsPage({ searchParams }: PageProps<"/contracts">) {
  const context = await guardPage("contract.read");
  const query = oneParam(await searchParams, "q") ?? "";
  const found = await search(context, { text: query.slice(0, 100) });
  if (found.kind !== "contracts") redirect(pathOfFound(found) as "/");
  const language = await getLanguage();
  const t = await getT("contracts");
  return (
    <Desk desk="contracts" query={query}>
      <PageHead title={t("title")} lead={t("lead")} />
      {found.more && (
        <div className="mb-3">
          <Notice tone="info" title={t("more")} />
        </div>
      )}
      <DataTable
        language={language}
        caption={t("title")}
        rows={found.contracts}
        rowKey={(row) => row.id}
        rowHref={(row) => `/contracts/${row.id}`}
        empty={<EmptyState title={t("noneFound")}>{t("noneFoundText")}</EmptyState>}
        columns={[
          { key: "contractorId", header: t("field.contractorId"), cell: (row) => row.contractorId },
          { key: "kana", header: t("field.kana"), cell: (row) => row.kana },
          { key: "name", header: t("field.name"), cell: (row) => row.name },
          { key: "branch", header: t("field.branch"), cell: (row) => row.branchCode },
          { key: "account", header: t("field.account"), cell: (row) => row.account },
        ]}
      />
    </Desk>
  );
}
