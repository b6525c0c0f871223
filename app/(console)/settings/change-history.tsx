import { getLanguage, getT } from "#app/_lib/language.ts";
import { listHref, pagerProps } from "#app/_lib/search-params.ts";
import { ByWhom, Why } from "#app/(console)/proposal-cells.tsx";
import { ProposalChip } from "#app/(console)/proposal-chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Section } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { settingChangeWords } from "#components/words/settings.ts";
import { pageRows } from "#core/page.ts";
import type { readBankSettings } from "#core/settings/read.ts";
import { changedSettings } from "#core/settings/rules.ts";

type Props = Pick<Awaited<ReturnType<typeof readBankSettings>>, "history">;

/** What became of every change, the newest first: who asked for what and why, who decided and when. */
export async function ChangeHistory({ history }: Props) {
  const t = await getT("settings");
  const language = await getLanguage();
  return (
    <Section title={t("section.history")} plain>
      <DataTable
        language={language}
        caption={t("section.history")}
        short
        rows={history.rows}
        rowKey={(change) => change.id}
        empty={
          <EmptyState title={t("noHistory")} icon="settings">
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
            cell: (change) => (
              <ul>
                {changedSettings(change).map((changed) => (
                  <li key={changed.name} className="py-0.5">
                    {t(`name.${changed.name}`)}
                    <span className="block font-700">{settingChangeWords(language, changed)}</span>
                  </li>
                ))}
              </ul>
            ),
          },
          {
            key: "reason",
            header: t("field.reason"),
            wrap: true,
            cell: (change) => <Why reason={change.reason} note={change.decisionNote} />,
          },
          {
            key: "proposed",
            header: t("field.proposed"),
            cell: (change) => <ByWhom name={change.makerName} at={change.proposedAt} />,
          },
        ]}
      />
      {history.pages > 1 && (
        <Pager
          language={language}
          {...pagerProps(history, {
            rowsPerPage: pageRows,
            href: (page) => listHref("/settings", { page }),
          })}
        />
      )}
    </Section>
  );
}
