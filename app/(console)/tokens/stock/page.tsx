import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { Batches } from "#app/(console)/tokens/stock/batches.tsx";
import { Expiring } from "#app/(console)/tokens/stock/expiring.tsx";
import { Forecast } from "#app/(console)/tokens/stock/forecast.tsx";
import { Models } from "#app/(console)/tokens/stock/models.tsx";
import { ButtonLink } from "#components/button.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { readStock } from "#core/tokens/stock.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("stock"))("title") };
}

export default async function StockPage({ searchParams }: PageProps<"/tokens/stock">) {
  const context = await guardPage("token.read");
  const asked = oneParam(await searchParams, "model");
  const stock = await readStock(context, {});
  const low = stock.models.filter((one) => one.low);
  const busiest = stock.models.toSorted((one, other) => other.perMonth - one.perMonth)[0];
  const shown = stock.models.find(({ model }) => model === asked) ?? busiest;
  const language = await getLanguage();
  const t = await getT("stock");
  const tokens = await getT("tokens");
  return (
    <Desk desk="tokens">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        back={{ href: "/tokens", label: tokens("title") }}
        actions={<ButtonLink href="/tokens/labels">{t("labels.make")}</ButtonLink>}
      />
      {shown ? (
        <div className="flex flex-col gap-4">
          {low.length > 0 && (
            <Notice tone="warning" title={t("low", { models: low.map(({ model }) => model).join(", ") })}>
              {t("lowText")}
            </Notice>
          )}
          <Models language={language} stock={stock} />
          <Forecast language={language} stock={stock} shown={shown} />
          <Expiring language={language} expiring={stock.expiring} />
          <Batches language={language} batches={stock.batches} />
        </div>
      ) : (
        <EmptyState title={t("noModels")}>{t("noModelsText")}</EmptyState>
      )}
    </Desk>
  );
}
