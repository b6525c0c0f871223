import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { ByWhom, Why } from "#app/(console)/proposal-cells.tsx";
import { ProposalChip } from "#app/(console)/proposal-chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { Section } from "#components/page-head.tsx";
import type { readFee } from "#core/fees/read.ts";

type Found = Awaited<ReturnType<typeof readFee>>;

/** All that was entered for a fee, in its order; what a debit brought leads to its file, for those who may see it. */
export async function Ledger({ ledger, seesDebits }: Pick<Found, "ledger"> & { seesDebits: boolean }) {
  const t = await getT("fees");
  const debits = await getT("debits");
  const language = await getLanguage();
  const format = await getFormat();
  return (
    <Section title={t("section.ledger")} plain>
      <DataTable
        language={language}
        caption={t("section.ledger")}
        short
        rows={ledger}
        rowKey={(entry) => entry.id}
        columns={[
          { key: "number", header: t("field.number"), align: "end", cell: (entry) => entry.number },
          { key: "at", header: t("field.enteredAt"), cell: (entry) => format.dateTime(entry.enteredAt) },
          {
            key: "kind",
            header: t("field.entry"),
            cell: (entry) =>
              entry.way ? `${t(`entry.${entry.kind}`)} ${t(`way.${entry.way}`)}` : t(`entry.${entry.kind}`),
          },
          {
            key: "yen",
            header: t("field.amount"),
            align: "end",
            cell: (entry) => format.yen(entry.amountYen),
          },
          { key: "by", header: t("field.by"), cell: (entry) => entry.by ?? t("byItself") },
          { key: "note", header: t("field.note"), wrap: true, cell: noteOf },
        ]}
      />
    </Section>
  );

  function noteOf({ receiptNumber, taxPercent, note, debitBatchId, debitNumber }: Found["ledger"][number]) {
    const receipt = receiptNumber === null ? "" : t("receipt", { number: String(receiptNumber) });
    const rate = taxPercent === null ? "" : t("rate", { percent: String(taxPercent) });
    const debit = debitNumber === null ? "" : debits("one", { number: String(debitNumber) });
    const text = [receipt, rate, note].filter(Boolean).join(" ");
    if (!debit) return text;
    return (
      <>
        {seesDebits ? <a href={`/debits/${debitBatchId}`}>{debit}</a> : debit} {text}
      </>
    );
  }
}

/** What has been asked of a fee, the newest first, with what became of it. */
export async function Requests({ requests }: Pick<Found, "requests">) {
  const t = await getT("fees");
  const language = await getLanguage();
  const format = await getFormat();
  return (
    <Section title={t("section.requests")} plain>
      <DataTable
        language={language}
        caption={t("section.requests")}
        short
        rows={requests}
        rowKey={(request) => request.id}
        columns={[
          { key: "kind", header: t("field.request"), cell: ({ kind }) => t(`request.${kind}`) },
          {
            key: "state",
            header: t("field.state"),
            cell: ({ state }) => <ProposalChip state={state} />,
          },
          {
            key: "yen",
            header: t("field.amount"),
            align: "end",
            cell: ({ amountYen }) => format.yen(amountYen),
          },
          {
            key: "reason",
            header: t("field.why"),
            wrap: true,
            cell: ({ reason, decisionNote }) => <Why reason={reason} note={decisionNote} />,
          },
          {
            key: "maker",
            header: t("field.maker"),
            cell: (one) => <ByWhom name={one.makerName} at={one.proposedAt} />,
          },
          {
            key: "decided",
            header: t("field.decided"),
            cell: (one) =>
              one.decidedAt && <ByWhom name={one.checkerName ?? one.makerName} at={one.decidedAt} />,
          },
        ]}
      />
    </Section>
  );
}
