import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { askedConditions } from "#app/(console)/tokens/condition-fields.tsx";
import { LabelFilter } from "#app/(console)/tokens/labels/label-filter.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { LabelSheet, labelsPerSheet } from "#components/label-sheet.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { labelLimit, readLabels } from "#core/tokens/labels.ts";
import { listKinds } from "#core/tokens/list.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("stock"))("labels.title") };
}

export default async function LabelsPage({ searchParams }: PageProps<"/tokens/labels">) {
  const context = await guardPage("token.read");
  const params = await searchParams;
  const asked = { ...askedConditions(params), serials: oneParam(params, "serials") ?? "" };
  const { rows, total, more, unknown } = await loadPage(readLabels(context, asked));
  const language = await getLanguage();
  const t = await getT("stock");
  const sheets = Array.from({ length: Math.ceil(rows.length / labelsPerSheet) }, (_, at) =>
    rows.slice(at * labelsPerSheet, (at + 1) * labelsPerSheet),
  );
  return (
    <Desk desk="tokens">
      <div data-chrome>
        <PageHead
          title={t("labels.title")}
          lead={t("labels.lead")}
          back={{ href: "/tokens/stock", label: t("title") }}
        />
        <LabelFilter language={language} asked={asked} kinds={await listKinds(context, {})} />
        <div className="mb-3 flex flex-col gap-3">
          {total > labelLimit && (
            <Notice tone="warning" title={t("labels.many", { total, more: String(more), limit: labelLimit })}>
              {t("labels.manyText")}
            </Notice>
          )}
          {unknown.length > 0 && (
            <Notice tone="warning" title={t("labels.unknown")}>
              <span className="code">{unknown.join(" ")}</span>
            </Notice>
          )}
          {rows.length > 0 ? (
            <Notice tone="info" title={t("labels.count", { count: rows.length, sheets: sheets.length })}>
              {t("labels.print")}
            </Notice>
          ) : (
            <EmptyState title={t("labels.none")}>{t("labels.noneText")}</EmptyState>
          )}
        </div>
      </div>
      {sheets.map((labels, at) => (
        <LabelSheet key={labels[0]?.serial} name={t("labels.sheet", { sheet: at + 1 })} labels={labels} />
      ))}
    </Desk>
  );
}
