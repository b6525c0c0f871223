import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { listHref, oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { List } from "#app/(console)/list.tsx";
import { ConditionFields } from "#app/(console)/tokens/condition-fields.tsx";
import { askedTokens, tokenColumns } from "#app/(console)/tokens/listed.tsx";
import { ButtonLink } from "#components/button.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { PageHead } from "#components/page-head.tsx";
import { permits } from "#core/permissions.ts";
import { listKinds, listOfTokens } from "#core/tokens/list.ts";
import { tokenSorts } from "#core/tokens/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("tokens"))("title") };
}

export default async function TokensPage({ searchParams }: PageProps<"/tokens">) {
  const context = await guardPage("token.read");
  const params = await searchParams;
  const { filter, input } = askedTokens(params);
  const { state, ...narrowed } = filter;
  const found = await loadPage(listOfTokens(context, { ...input, page: oneParam(params, "page") }));
  const kinds = await listKinds(context, {});
  const language = await getLanguage();
  const t = await getT("tokens");
  const moves = await getT("tokenMoves");
  const stock = await getT("stock");
  const imports = await getT("tokenImports");
  return (
    <Desk desk="tokens">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <ButtonLink href="/tokens/stock">{stock("title")}</ButtonLink>
            <ButtonLink href={listHref("/tokens/labels", { ...narrowed, state: input.state })}>
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
        <ConditionFields asked={filter} kinds={kinds} everyState="all" counts={found.counts} />
      </FilterBar>
      <List
        path="/tokens"
        filter={filter}
        file="/tokens/tokens.csv"
        lost={oneParam(params, "lost")}
        found={found}
        sorts={state === "all" ? ["serial"] : tokenSorts}
        caption={t("title")}
        columns={await tokenColumns()}
        rowKey={(row) => row.id}
        rowHref={(row) => `/tokens/${row.id}`}
      />
    </Desk>
  );
}
