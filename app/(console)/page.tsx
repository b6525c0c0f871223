import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { staffContext } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { StockAdvice } from "#components/stock-advice.tsx";
import { addDays, japanDay } from "#core/clock.ts";
import { readHome } from "#core/home/read.ts";
import type { QueueName } from "#core/home/rules.ts";
import { permits } from "#core/permissions.ts";

const queueHref: Record<QueueName, string> = {
  form_provisional: "/forms?state=provisional",
  form_received: "/forms?state=received",
  form_returned: "/forms?state=returned",
  form_incomplete: "/forms?state=incomplete",
  form_awaiting_approval: "/forms?state=awaiting_approval",
  token_request: "/tokens/requests",
  order_placed: "/orders?state=placed",
  order_allocated: "/orders?state=allocated",
  mail_stuck: "/orders?state=shipped",
  order_returned: "/orders?state=returned",
  late: "/orders",
  not_registered: "/orders?state=delivered",
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("home"))("title") };
}

export default async function HomePage() {
  const context = await staffContext();
  const t = await getT("home");
  if (!permits(context.actor, "contract.read")) {
    return (
      <Desk desk="home">
        <PageHead title={t("title")} />
        <EmptyState title={t("nothing")}>{t("administrator")}</EmptyState>
      </Desk>
    );
  }
  const language = await getLanguage();
  const format = await getFormat();
  const { queues, stock } = await readHome(context, {});
  const stockT = await getT("stock");
  const today = japanDay(context.now);
  return (
    <Desk desk="home">
      <PageHead title={t("title")} lead={format.date(context.now)} />
      {queues.length === 0 ? (
        <EmptyState title={t("nothing")}>{t("nothingText")}</EmptyState>
      ) : (
        <DataTable
          language={language}
          caption={t("title")}
          short
          rows={queues}
          rowKey={(row) => row.queue}
          rowHref={(row) => queueHref[row.queue]}
          columns={[
            { key: "queue", header: t("column.queue"), cell: (row) => t(`queue.${row.queue}`) },
            {
              key: "count",
              header: t("column.count"),
              align: "end",
              cell: (row) => format.number(row.count),
            },
            {
              key: "oldest",
              header: t("column.oldest"),
              cell: (row) =>
                row.oldest && t("oldest", { date: format.date(row.oldest), age: age(row.oldest) }),
            },
          ]}
        />
      )}
      {stock.length > 0 && (
        <div className="mt-4">
          <Section
            title={t("stock")}
            plain
            {...(permits(context.actor, "token.read") && {
              actions: <a href="/tokens/stock">{stockT("title")}</a>,
            })}
          >
            <DataTable
              language={language}
              caption={t("stock")}
              short
              rows={stock}
              rowKey={(row) => row.model}
              columns={[
                { key: "model", header: stockT("field.model"), cell: (row) => row.model },
                {
                  key: "free",
                  header: stockT("field.free"),
                  align: "end",
                  cell: (row) => format.number(row.free),
                },
                {
                  key: "reorderPoint",
                  header: stockT("field.reorderPoint"),
                  align: "end",
                  cell: (row) => (row.reorderPoint === null ? "-" : format.number(row.reorderPoint)),
                },
                {
                  key: "advice",
                  header: stockT("field.advice"),
                  cell: (row) => <StockAdvice language={language} {...row} />,
                },
              ]}
            />
          </Section>
        </div>
      )}
    </Desk>
  );

  function age(at: Date): string {
    let days = 0;
    for (let day = japanDay(at); day < today; day = addDays(day, 1)) days++;
    return days === 0 ? t("today") : t("ageDays", { days });
  }
}
