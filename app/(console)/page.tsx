import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { staffContext } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { QueueTable } from "#app/(console)/queue-table.tsx";
import { ButtonLink } from "#components/button.tsx";
import { DataTable } from "#components/data-table.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { StockAdvice } from "#components/stock-advice.tsx";
import { readHome } from "#core/home/read.ts";
import { readAccountQueues } from "#core/home/read-accounts.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("home"))("title") };
}

export default async function HomePage() {
  const context = await staffContext();
  const t = await getT("home");
  const format = await getFormat();
  return (
    <Desk desk="home">
      <PageHead title={t("title")} lead={format.date(context.now)} />
      {!context.session.hasAuthenticator && <NoAuthenticator />}
      {permits(context.actor, "contract.read") ? <Work context={context} /> : <Accounts context={context} />}
    </Desk>
  );
}

type Given = { context: Awaited<ReturnType<typeof staffContext>> };

/** Whom the provider asked for the second factor, and we cannot ask for one. */
async function NoAuthenticator() {
  const t = await getT("home");
  const account = await getT("account");
  return (
    <div className="mb-4">
      <Notice
        tone="warning"
        title={t("noAuthenticator")}
        action={<ButtonLink href="/me/authenticator">{account("join.begin")}</ButtonLink>}
      >
        {t("noAuthenticatorText")}
      </Notice>
    </div>
  );
}

/** What waits for an administrator, who does no customer's work. */
async function Accounts({ context }: Given) {
  const t = await getT("home");
  const queues = await readAccountQueues(context, {});
  return (
    <>
      <QueueTable queues={queues} now={context.now} nothing={t("nothingAccounts")} />
      <p className="mt-3">
        <a href="/staff">{t("staff")}</a>
      </p>
    </>
  );
}

/** What waits at the desks of customers' work, and the stock. */
async function Work({ context }: Given) {
  const t = await getT("home");
  const { queues, stock } = await readHome(context, {});
  return (
    <>
      <QueueTable queues={queues} now={context.now} nothing={t("nothingText")} />
      {stock.length > 0 && <Stock context={context} stock={stock} />}
    </>
  );
}

type StockGiven = Given & { stock: Awaited<ReturnType<typeof readHome>>["stock"] };

async function Stock({ context, stock }: StockGiven) {
  const language = await getLanguage();
  const t = await getT("home");
  const stockT = await getT("stock");
  const format = await getFormat();
  return (
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
  );
}
