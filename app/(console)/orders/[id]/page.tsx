import type { Metadata } from "next";
import { cameFrom } from "#app/_lib/came-from.ts";
import { getFormat, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { ContractBar } from "#app/(console)/contract-bar.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { NextStep } from "#app/(console)/orders/[id]/next-step.tsx";
import { Shipments } from "#app/(console)/orders/[id]/shipments.tsx";
import { ClockChip } from "#app/(console)/orders/clock-chip.tsx";
import { Chip } from "#components/chip.tsx";
import { DescriptionList } from "#components/description-list.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { orderTones } from "#components/tone.ts";
import { japanDay, japanTime } from "#core/clock.ts";
import { readOrder } from "#core/orders/read.ts";
import { permits } from "#core/permissions.ts";

const done = [
  "allocated",
  "shipped",
  "mail",
  "cancelled",
  "closed",
  "destruction",
  "lost",
  "takenBack",
] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("orders"))("title") };
}

export default async function OrderPage({ params, searchParams }: PageProps<"/orders/[id]">) {
  const context = await guardPage("order.read");
  const { id } = await params;
  const query = await searchParams;
  const found = await loadPage(readOrder(context, { orderId: id, cameFrom: await cameFrom() }));
  const { order, clock, contract, form, token, fee, feeEntries, shipments, addressChanged, keptUntil } =
    found;
  const t = await getT("orders");
  const dispatches = await getT("dispatches");
  const forms = await getT("forms");
  const fees = await getT("fees");
  const format = await getFormat();
  const justDone = done.find((one) => one === oneParam(query, "done"));
  const kind = [forms(`kind.${order.kind}`), order.reason && forms(`reason.${order.reason}`)]
    .filter(Boolean)
    .join(" ");
  return (
    <Desk desk="orders">
      <PageHead
        title={t("one", { orderNumber: String(order.number) })}
        state={
          <>
            <Chip tone={orderTones[order.state]}>{t(`state.${order.state}`)}</Chip>
            <ClockChip clock={clock} />
          </>
        }
        back={{ href: "/orders", label: t("title") }}
      />
      <ContractBar contract={contract} page={`/orders/${order.id}`} />
      {justDone && (
        <div className="mb-4">
          <Notice
            tone="success"
            announce
            title={t(`done.${justDone}`, { serial: oneParam(query, "serial") ?? "" })}
          />
        </div>
      )}
      {found.silentFrom && (
        <div className="mb-4">
          <Notice tone="warning" title={t("silent")}>
            {t("silentText", { date: format.date(found.silentFrom) })}
          </Notice>
        </div>
      )}
      {addressChanged && (
        <div className="mb-4">
          <Notice tone="warning" title={dispatches("addressChanged")}>
            {t("addressChangedText")}
          </Notice>
        </div>
      )}
      {found.lostTimes > 1 && ["placed", "allocated"].includes(order.state) && (
        <div className="mb-4">
          <Notice tone="warning" title={t("lostTimes", { count: found.lostTimes })}>
            {t("lostTimesText")}
          </Notice>
        </div>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="flex flex-col gap-4">
          <Section title={t("section.order")}>
            <DescriptionList
              items={[
                { label: forms("field.kind"), value: kind },
                {
                  label: forms("field.formNumber"),
                  value: <a href={`/forms/${form.id}`}>{form.number}</a>,
                },
                { label: t("field.placedAt"), value: format.dateTime(order.placedAt) },
                { label: t("field.dueOn"), value: format.date(order.dueOn) },
                ...(keptUntil ? [{ label: t("field.keptUntil"), value: format.date(keptUntil) }] : []),
                {
                  label: t("field.serial"),
                  value: token ? <a href={`/tokens/${token.id}`}>{token.serial}</a> : "—",
                },
                ...(found.dispatch && permits(context.actor, "order.dispatch")
                  ? [
                      {
                        label: dispatches("field.number"),
                        value: (
                          <a href={`/orders/dispatches/${found.dispatch.id}`}>
                            {dispatches("one", { number: String(found.dispatch.number) })}
                          </a>
                        ),
                      },
                    ]
                  : []),
                {
                  label: t("field.address"),
                  value: `〒${contract.postalCode.replace(/^(...)/, "$1-")} ${contract.address}`,
                },
                ...(addressChanged && !contract.masked && form.addressAtKeying
                  ? [
                      {
                        label: t("field.addressAtKeying"),
                        value: `〒${form.addressAtKeying.replace(/^(...)/, "$1-")}`,
                      },
                    ]
                  : []),
              ]}
            />
          </Section>
          <Shipments shipments={shipments} />
          {fee && (
            <Section title={t("section.fee")} actions={<a href={`/fees/${fee.id}`}>{fees("openFee")}</a>}>
              <DescriptionList
                items={[
                  { label: fees("field.netYen"), value: format.yen(fee.netYen) },
                  { label: `${fees("field.taxYen")} ${fee.taxPercent}%`, value: format.yen(fee.taxYen) },
                  { label: fees("field.grossYen"), value: format.yen(fee.grossYen) },
                  ...feeEntries.map((entry) => ({
                    label: fees(`entry.${entry.kind}`),
                    value: `${format.yen(entry.amountYen)}　${format.shortDate(entry.enteredAt)} ${entry.note}`,
                  })),
                ]}
              />
            </Section>
          )}
        </div>
        {permits(context.actor, "order.dispatch") && (
          <div className="flex flex-col gap-4">
            <NextStep
              order={order}
              shipment={shipments[0]}
              resendable={found.resendable}
              destroyable={keptUntil !== undefined && keptUntil <= japanDay(context.now)}
              now={`${japanDay(context.now)}T${japanTime(context.now)}`}
            />
          </div>
        )}
      </div>
    </Desk>
  );
}
