import { getFormat, getT } from "#app/_lib/language.ts";
import { DescriptionList } from "#components/description-list.tsx";
import { Section } from "#components/page-head.tsx";
import type { readBatch } from "#core/debits/read.ts";

type Props = { batch: Awaited<ReturnType<typeof readBatch>> };

/** What the file is, who did what with it, and what came of it. */
export async function Facts({ batch }: Props) {
  const t = await getT("debits");
  const format = await getFormat();
  const by = (name: string | null, at: Date | null) => (at ? `${name ?? ""}　${format.dateTime(at)}` : null);
  const sum = (count: number, yen: number | null) => t("sum", { count, yen: format.yen(yen ?? 0) });
  const decided = by(batch.checkerName ?? batch.makerName, batch.decidedAt);
  const sent = by(batch.senderName, batch.sentAt);
  const cancelled = by(batch.cancellerName, batch.cancelledAt);
  const settled = by(batch.settlerName, batch.settledAt);
  const note = batch.decisionNote ?? batch.cancelReason;
  return (
    <Section title={t("section.facts")}>
      <DescriptionList
        items={[
          { label: t("field.debitOn"), value: <b>{format.date(batch.debitOn)}</b> },
          { label: t("field.amountYen"), value: <b>{sum(batch.recordCount, batch.amountYen)}</b> },
          ...(batch.debitedCount !== null
            ? [
                { label: t("field.debited"), value: sum(batch.debitedCount, batch.debitedYen) },
                { label: t("field.failed"), value: sum(batch.failedCount ?? 0, batch.failedYen) },
              ]
            : []),
          { label: t("field.untilOn"), value: format.date(batch.untilOn) },
          { label: t("field.maker"), value: by(batch.makerName, batch.proposedAt) },
          ...(decided ? [{ label: t("field.decided"), value: `${decidedAs()}　${decided}` }] : []),
          ...(cancelled ? [{ label: t("field.cancelled"), value: cancelled }] : []),
          ...(note ? [{ label: t("field.note"), value: note }] : []),
          ...(sent ? [{ label: t("field.sent"), value: sent }] : []),
          ...(settled ? [{ label: t("field.settled"), value: settled }] : []),
          {
            label: t("field.sha256"),
            value: <span className="break-all text-[0.8125rem]">{batch.fileSha256}</span>,
          },
        ]}
      />
    </Section>
  );

  function decidedAs() {
    if (batch.state === "turned_down" || batch.state === "withdrawn") return t(`state.${batch.state}`);
    return t("approvedWord");
  }
}
