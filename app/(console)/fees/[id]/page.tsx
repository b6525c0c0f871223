import type { Metadata } from "next";
import { getFormat, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { listHref, oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { Ledger, Requests } from "#app/(console)/fees/[id]/ledger.tsx";
import { NextStep } from "#app/(console)/fees/[id]/next-step.tsx";
import { Papers } from "#app/(console)/fees/[id]/papers.tsx";
import { Why } from "#app/(console)/fees/[id]/why.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Chip } from "#components/chip.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { feeTones } from "#components/tone.ts";
import { japanDay } from "#core/clock.ts";
import { readFee } from "#core/fees/read.ts";
import { permits } from "#core/permissions.ts";

const done = ["collected", "proposed", "approved", "turned_down", "withdrawn"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("fees"))("title") };
}

export default async function FeePage({ params, searchParams }: PageProps<"/fees/[id]">) {
  const context = await guardPage("fee.view");
  const { id } = await params;
  const found = await loadPage(readFee(context, { feeId: id }));
  const { order, standing, ledger, requests } = found;
  const query = await searchParams;
  const justDone = done.find((one) => one === oneParam(query, "done"));
  const receipt = ledger.findLast(({ way }) => way === "cash")?.receiptNumber;
  const t = await getT("fees");
  const { yen } = await getFormat();
  const balances = [
    ["due", standing.dueYen],
    ["paid", standing.paidYen],
    ["credit", standing.creditYen],
  ] as const;
  return (
    <Desk desk="fees">
      <PageHead
        title={t("one", { orderNumber: String(order.number) })}
        state={<Chip tone={feeTones[standing.state]}>{t(`state.${standing.state}`)}</Chip>}
        back={{ href: `/orders/${found.fee.orderId}`, label: t("toOrder") }}
        actions={
          permits(context.actor, "fee.read") && (
            <ButtonLink
              look="quiet"
              href={listHref("/fees/list", {
                month: japanDay(found.fee.assessedAt).slice(0, 7),
                branchCode: found.fee.branchCode,
              })}
            >
              {t("list.ofMonth")}
            </ButtonLink>
          )
        }
      />
      {justDone && (
        <div className="mb-4">
          <Notice tone="success" announce title={t(`done.${justDone}`)}>
            {justDone === "collected" && receipt && t("done.receipt", { number: String(receipt) })}
            {justDone === "proposed" && t("done.proposedNext")}
          </Notice>
        </div>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        <div className="flex flex-col gap-4">
          <dl className="panel grid grid-cols-3 gap-4 px-5 py-4">
            {balances.map(([name, amount]) => (
              <div key={name}>
                <dt className="text-[0.875rem] text-ink-soft">{t(`balance.${name}`)}</dt>
                <dd className="tabular font-700 text-[1.5rem]">{yen(amount)}</dd>
              </div>
            ))}
          </dl>
          <Why {...found} />
          <Ledger ledger={ledger} seesDebits={permits(context.actor, "debit.read")} />
          {requests.length > 0 && <Requests requests={requests} />}
        </div>
        <div className="flex flex-col gap-4">
          <NextStep {...found} actor={context.actor} />
          {permits(context.actor, "fee.print") && <Papers feeId={id} />}
        </div>
      </div>
    </Desk>
  );
}
