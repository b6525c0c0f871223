import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { ByWhom } from "#app/(console)/proposal-cells.tsx";
import { ProposalChip } from "#app/(console)/proposal-chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { changeOfWords, feeChangeWords } from "#components/words/fee-rules.ts";
import type { readFeeRules } from "#core/fee-rules/read.ts";

type Props = { caption: string; changes: Awaited<ReturnType<typeof readFeeRules>>["proposed"] };

/** Changes with who asked for them and what became of them; each row leads to its own page. */
export async function Changes({ caption, changes }: Props) {
  const t = await getT("feeRules");
  const language = await getLanguage();
  const format = await getFormat();
  return (
    <DataTable
      language={language}
      caption={caption}
      short
      rows={changes}
      rowKey={(change) => change.id}
      rowHref={(change) => `/fees/rules/${change.id}`}
      empty={
        <EmptyState title={t("noHistory")} icon="fee">
          {t("noHistoryText")}
        </EmptyState>
      }
      columns={[
        { key: "of", header: t("field.of"), cell: (change) => changeOfWords(language, change) },
        {
          key: "change",
          header: t("field.change"),
          cell: (change) => <span className="font-700">{feeChangeWords(language, change)}</span>,
        },
        { key: "from", header: t("field.validFrom"), cell: (change) => format.shortDate(change.validFrom) },
        {
          key: "state",
          header: t("field.stage"),
          cell: ({ state }) => <ProposalChip state={state} />,
        },
        { key: "why", header: t("field.why"), wrap: true, cell: (change) => change.reason },
        {
          key: "proposed",
          header: t("field.proposed"),
          cell: (change) => <ByWhom name={change.makerName} at={change.proposedAt} />,
        },
        ...(changes.some(({ decidedAt }) => decidedAt)
          ? [
              {
                key: "decided",
                header: t("field.decided"),
                cell: ({ decidedAt, checkerName, makerName }: Props["changes"][number]) =>
                  decidedAt && <ByWhom name={checkerName ?? makerName} at={decidedAt} />,
              },
            ]
          : []),
      ]}
    />
  );
}
