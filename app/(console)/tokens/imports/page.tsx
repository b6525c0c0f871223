import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { importTones } from "#components/tone.ts";
import { pageRows } from "#core/page.ts";
import { permits } from "#core/permissions.ts";
import { listOfImports } from "#core/token-imports/read.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("tokenImports"))("title") };
}

export default async function TokenImportsPage({ searchParams }: PageProps<"/tokens/imports">) {
  const context = await guardPage("token.read");
  const found = await listOfImports(context, { page: oneParam(await searchParams, "page") });
  const language = await getLanguage();
  const t = await getT("tokenImports");
  const format = await getFormat();
  return (
    <Desk desk="tokens">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        back={{ href: "/tokens", label: t("toStock") }}
        actions={
          permits(context.actor, "token.import") && (
            <ButtonLink href="/tokens/imports/new" look="primary">
              {t("open")}
            </ButtonLink>
          )
        }
      />
      <DataTable
        language={language}
        caption={t("title")}
        rows={found.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/tokens/imports/${row.id}`}
        empty={<EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
        columns={[
          { key: "file", header: t("field.fileName"), cell: (row) => row.fileName },
          {
            key: "state",
            header: t("field.state"),
            cell: (row) => <Chip tone={importTones[row.state]}>{t(`state.${row.state}`)}</Chip>,
          },
          { key: "batch", header: t("field.batch"), cell: (row) => row.batch },
          counted("newRows"),
          counted("knownRows"),
          counted("problemRows"),
          { key: "maker", header: t("field.maker"), cell: (row) => row.makerName ?? t("commandLine") },
          { key: "uploaded", header: t("field.uploadedAt"), cell: (row) => format.dateTime(row.uploadedAt) },
        ]}
      />
      <Pager
        language={language}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref("/tokens/imports", { page }),
        })}
      />
    </Desk>
  );

  function counted(name: "newRows" | "knownRows" | "problemRows") {
    return {
      key: name,
      header: t(`field.${name}`),
      align: "end" as const,
      cell: (row: Record<typeof name, number>) => format.number(row[name]),
    };
  }
}
