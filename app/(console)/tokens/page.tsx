import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { askedConditions, ConditionFields } from "#app/(console)/tokens/condition-fields.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { tokenTones } from "#components/tone.ts";
import { pageRows } from "#core/page.ts";
import { permits } from "#core/permissions.ts";
import { listKinds, listOfTokens } from "#core/tokens/list.ts";
import { tokenStates } from "#core/tokens/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("tokens"))("title") };
}

export default async function TokensPage({ searchParams }: PageProps<"/tokens">) {
  const context = await guardPage("token.read");
  const params = await searchParams;
  const { state: asked, ...narrowed } = askedConditions(params);
  const state = asked === "all" ? undefined : (tokenStates.find((one) => one === asked) ?? "in_stock");
  const found = await loadPage(listOfTokens(context, { state, ...narrowed, page: oneParam(params, "page") }));
  const kinds = await listKinds(context, {});
  const language = await getLanguage();
  const t = await getT("tokens");
  const moves = await getT("tokenMoves");
  const stock = await getT("stock");
  const imports = await getT("tokenImports");
  const format = await getFormat();
  return (
    <Desk desk="tokens">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <ButtonLink href="/tokens/stock">{stock("title")}</ButtonLink>
            <ButtonLink href={listHref("/tokens/labels", { state, ...narrowed })}>
              {stock("labels.make")}
            </ButtonLink>
            <ButtonLink href="/tokens/imports">{imports("title")}</ButtonLink>
            <ButtonLink href="/tokens/requests">{moves("waiting")}</ButtonLink>
            {permits(context.actor, "token.move") && (
              <ButtonLink href="/tokens/moves">{moves("many")}</ButtonLink>
            )}
          </>
        }
      />
      <FilterBar
        language={language}
        action="/tokens"
        active={state !== "in_stock" || Object.values(narrowed).some(Boolean)}
      >
        <ConditionFields
          asked={{ ...narrowed, state: state ?? "all" }}
          kinds={kinds}
          everyState="all"
          counts={found.counts}
        />
      </FilterBar>
      <DataTable
        language={language}
        caption={t("title")}
        rows={found.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/tokens/${row.id}`}
        columns={[
          { key: "serial", header: t("field.serial"), cell: (row) => row.serial },
          {
            key: "state",
            header: t("field.state"),
            cell: (row) => <Chip tone={tokenTones[row.state]}>{t(`state.${row.state}`)}</Chip>,
          },
          { key: "model", header: t("field.model"), cell: (row) => row.model },
          { key: "kind", header: t("field.kind"), cell: (row) => t(`kind.${row.kind}`) },
          { key: "digits", header: t("field.digits"), align: "end", cell: (row) => row.digits },
          {
            key: "expires",
            header: t("field.batteryExpiresOn"),
            cell: (row) => format.shortDate(row.expiresOn),
          },
        ]}
      />
      <Pager
        language={language}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref("/tokens", { state: state ?? "all", ...narrowed, page }),
        })}
      />
    </Desk>
  );
}
