import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { listHref, oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { List } from "#app/(console)/list.tsx";
import { ConditionFields } from "#app/(console)/tokens/condition-fields.tsx";
import { askedTokens, tokenColumns } from "#app/(console)/tokens/listed.tsx";
import { ButtonLink } from "#components/button.tsx";
import { PageHead } from "#components/page-head.tsx";
import { permits } from "#core/permissions.ts";
import { listKinds, listOfTokens } from "#core/tokens/list.ts";
import { tokenSortsOf } from "#core/tokens/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("tokens"))("title") };
}

export default async function TokensPage({ searchParams }: PageProps<"/tokens">) {
  const context = await guardPage("token.read");
  const params = await searchParams;
  const { filter, input } = askedTokens(params);
  const found = await loadPage(listOfTokens(context, { ...input, page: oneParam(params, "page") }));
  const kinds = await listKinds(context, {});
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
            <ButtonLink href={listHref("/tokens/labels", { ...filter, state: input.state })}>
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
      <List
        path="/tokens"
        params={params}
        filter={filter}
        file="/tokens/tokens.csv"
        found={found}
        sorts={tokenSortsOf(input)}
        caption={t("title")}
        columns={await tokenColumns()}
        rowKey={(row) => row.id}
        rowHref={(row) => `/tokens/${row.id}`}
      >
        <ConditionFields
          asked={{ ...filter, state: input.state ?? "all" }}
          kinds={kinds}
          everyState="all"
          counts={found.counts}
        />
      </List>
    </Desk>
  );
}
