import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { PackedOrders } from "#app/(console)/orders/dispatches/[id]/packed-orders.tsx";
import { Papers } from "#app/(console)/orders/dispatches/[id]/papers.tsx";
import { Posting } from "#app/(console)/orders/dispatches/[id]/posting.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Steps } from "#components/steps.tsx";
import { readDispatch } from "#core/dispatches/read.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("dispatches"))("title") };
}

export default async function DispatchPage({ params, searchParams }: PageProps<"/orders/dispatches/[id]">) {
  const context = await guardPage("order.dispatch");
  const { id } = await params;
  const query = await searchParams;
  const { dispatch, orders, toPost } = await loadPage(readDispatch(context, { dispatchId: id }));
  const language = await getLanguage();
  const t = await getT("dispatches");
  const format = await getFormat();
  const number = oneParam(query, "number") ?? String(dispatch.number);
  const done = {
    made: t("made", { number }),
    shipped: t("tracking.shipped", { number }),
    shippedMany: t("tracking.shippedMany", { count: Number(oneParam(query, "count")) || 0 }),
  }[oneParam(query, "done") ?? ""];
  const begun = orders.length > toPost;
  return (
    <Desk desk="orders">
      <PageHead
        title={t("one", { number: String(dispatch.number) })}
        lead={`${dispatch.makerName}　${format.dateTime(dispatch.madeAt)}`}
        back={{ href: "/orders/dispatches", label: t("title") }}
      />
      <Steps
        language={language}
        names={[t("step.pick"), t("step.letters"), t("step.labels"), t("step.tracking")]}
        current={toPost === 0 ? 5 : begun ? 4 : 1}
      />
      <div className="mb-4 flex flex-col gap-3 empty:hidden">
        {done && (
          <div data-took>
            <Notice tone="success" announce title={done}>
              {toPost > 0 ? t("tracking.left", { count: toPost }) : t("tracking.all")}
            </Notice>
          </div>
        )}
        {toPost === 0 && !done && <Notice tone="success" title={t("tracking.all")} />}
      </div>
      {toPost > 0 && (
        <div className="mb-4 grid items-start gap-4 lg:grid-cols-2">
          <Papers dispatchId={id} orders={orders} toPost={toPost} />
          <Posting dispatchId={id} took={oneParam(query, "done") === "shipped" ? number : undefined} />
        </div>
      )}
      <PackedOrders orders={orders} />
    </Desk>
  );
}
