import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { ByWhom, Why } from "#app/(console)/proposal-cells.tsx";
import { ProposalChip } from "#app/(console)/proposal-chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { MailAddress } from "#components/mail-address.tsx";
import { Section } from "#components/page-head.tsx";
import type { readBranchMail } from "#core/mail-addresses/read.ts";

type Change = Awaited<ReturnType<typeof readBranchMail>>["history"][number];
type Props = { changes: readonly Change[]; none: string; ofCustomer?: boolean };

/** What became of every change of an address, the newest first. */
export async function AddressHistory({ changes, none, ofCustomer = false }: Props) {
  const t = await getT("mailAddresses");
  const proposals = await getT("proposals");
  const format = await getFormat();
  return (
    <Section title={t("history")} plain>
      <DataTable
        language={await getLanguage()}
        caption={t("history")}
        short
        rows={changes}
        rowKey={(change) => change.id}
        empty={
          <EmptyState title={t("noHistory")} icon="mail">
            {t("noHistoryText")}
          </EmptyState>
        }
        columns={[
          {
            key: "decided",
            header: t("field.decided"),
            cell: (change) => (
              <span className="py-1">
                <ProposalChip state={change.state} />
                <ByWhom name={change.checkerName ?? change.makerName} at={change.decidedAt} />
              </span>
            ),
          },
          {
            key: "change",
            header: t("field.change"),
            wrap: true,
            cell: (change) => (
              <>
                <MailAddress address={change.fromAddress ?? none} />
                {" → "}
                <MailAddress address={change.toAddress ?? none} />
              </>
            ),
          },
          {
            key: "reason",
            header: ofCustomer ? t("field.paper") : proposals("field.reason"),
            wrap: true,
            cell: (change) => (
              <Why
                reason={
                  <>
                    {change.paperOn && <span className="mr-2">{format.date(change.paperOn)}</span>}
                    {change.reason}
                  </>
                }
                note={change.decisionNote}
              />
            ),
          },
          {
            key: "proposed",
            header: proposals("field.maker"),
            cell: (change) => <ByWhom name={change.makerName} at={change.proposedAt} />,
          },
        ]}
      />
    </Section>
  );
}
