import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { listHref, oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { askedClosings, closingColumns } from "#app/(console)/fees/closings/listed.tsx";
import { NextClosing } from "#app/(console)/fees/closings/next-closing.tsx";
import { List } from "#app/(console)/list.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { listClosings } from "#core/fees/list-closings.ts";
import { closingSorts } from "#core/fees/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("fees"))("closings.title") };
}

export default async function FeeClosingsPage({ searchParams }: PageProps<"/fees/closings">) {
  const context = await guardPage("fee.read");
  const params = await searchParams;
  const { input } = askedClosings(params);
  const found = await listClosings(context, { ...input, page: oneParam(params, "page") });
  const done = found.rows.find(({ month }) => month === oneParam(params, "done"));
  const t = await getT("fees");
  return (
    <Desk desk="fees">
      <PageHead
        title={t("closings.title")}
        lead={t("closings.lead")}
        back={{ href: "/fees", label: t("title") }}
      />
      {done && (
        <div className="mb-4">
          <Notice
            tone="success"
            announce
            title={t("closings.done", { month: done.month.replace("-", "/") })}
          />
        </div>
      )}
      <div className="mb-4">
        <NextClosing next={found.next} actor={context.actor} />
      </div>
      <List
        path="/fees/closings"
        params={params}
        filter={{}}
        file="/fees/closings/closings.csv"
        found={found}
        sorts={closingSorts}
        caption={t("closings.title")}
        columns={await closingColumns()}
        rowKey={(row) => row.month}
        rowHref={(row) => listHref("/fees", { month: row.month })}
        empty={
          <EmptyState title={t("closings.none")} icon="fee">
            {t("closings.noneText")}
          </EmptyState>
        }
      />
    </Desk>
  );
}
