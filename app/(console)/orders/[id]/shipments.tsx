import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { Notice } from "#components/notice.tsx";
import { Section } from "#components/page-head.tsx";
import { mailTones } from "#components/tone.ts";
import type { readOrder } from "#core/orders/read.ts";
import type { MailState } from "#core/shipments/rules.ts";

type Props = Pick<Awaited<ReturnType<typeof readOrder>>, "shipments">;

/** Each posting with what the post has said of it, the latest posting first. */
export async function Shipments({ shipments }: Props) {
  const t = await getT("orders");
  const language = await getLanguage();
  const format = await getFormat();
  if (shipments.length === 0) {
    return (
      <Section title={t("section.shipments")}>
        <p className="text-ink-soft">{t("mail.none")}</p>
      </Section>
    );
  }
  return shipments.map((shipment) => (
    <Section
      key={shipment.id}
      title={`${t("field.trackingNumber")} ${shipment.trackingNumber}`}
      actions={<Chip tone={mailTones[shipment.state]}>{t(`mailState.${shipment.state}`)}</Chip>}
    >
      {shipment.events.some(({ event }) => event === "lost") && <FoundAfterAll state={shipment.state} />}
      <DataTable
        language={language}
        caption={t("section.shipments")}
        short
        rows={shipment.events}
        rowKey={(event) => event.id}
        columns={[
          { key: "at", header: t("field.happenedAt"), cell: (event) => format.dateTime(event.happenedAt) },
          { key: "event", header: t("field.mailState"), cell: (event) => t(`mailState.${event.event}`) },
          { key: "office", header: t("field.office"), cell: (event) => event.office },
        ]}
      />
    </Section>
  ));
}

/** What to do with the token of mail that was given up for lost, and is where it ends after all. */
async function FoundAfterAll({ state }: { state: MailState }) {
  const t = await getT("orders");
  if (state !== "returned" && state !== "delivered") return null;
  const found = state === "returned" ? "lostReturned" : "lostDelivered";
  return (
    <div className="mb-4">
      <Notice tone="warning" title={t(found)}>
        {t(`${found}Text`)}
      </Notice>
    </div>
  );
}
