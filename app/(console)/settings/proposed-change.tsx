import { getLanguage, getT } from "#app/_lib/language.ts";
import { DecideProposal } from "#app/(console)/decide-proposal.tsx";
import { ProposalSection } from "#app/(console)/proposal-section.tsx";
import {
  approveSettingsAction,
  turnDownSettingsAction,
  withdrawSettingsAction,
} from "#app/(console)/settings/actions.ts";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { consequenceWords, settingChangeWords } from "#components/words/settings.ts";
import type { StaffActor } from "#core/actor.ts";
import { permits } from "#core/permissions.ts";
import type { readBankSettings } from "#core/settings/read.ts";
import { bankSettings, changedSettings, loosens } from "#core/settings/rules.ts";

type Proposed = NonNullable<Awaited<ReturnType<typeof readBankSettings>>["proposed"]>;
type Props = { change: Proposed; actor: StaffActor };

/** The change that waits: what it does, who asks for it and why, and what this person may do with it. */
export async function ProposedChange({ change, actor }: Props) {
  const t = await getT("settings");
  const language = await getLanguage();
  const own = change.makerId === actor.id;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_auto]">
      <ProposalSection title={t("section.proposed")} change={change}>
        <DataTable
          language={language}
          caption={t("section.proposed")}
          short
          rows={changedSettings(change)}
          rowKey={(changed) => changed.name}
          columns={[
            { key: "name", header: t("field.setting"), cell: ({ name }) => t(`name.${name}`) },
            {
              key: "change",
              header: t("field.change"),
              cell: (changed) => (
                <>
                  <span className="font-700">{settingChangeWords(language, changed)}</span>{" "}
                  {bankSettings[changed.name].looser !== "neither" &&
                    (loosens(changed) ? (
                      <Chip tone="warning">{t("way.looser")}</Chip>
                    ) : (
                      <Chip tone="info">{t("way.stricter")}</Chip>
                    ))}
                </>
              ),
            },
            {
              key: "consequence",
              header: t("field.consequence"),
              wrap: true,
              cell: (changed) => consequenceWords(language, changed),
            },
          ]}
        />
      </ProposalSection>
      {permits(actor, "setting.decide") && (
        <div className="lg:w-80">
          <DecideProposal
            about={{ changeId: change.id }}
            own={own}
            actions={{
              approve: approveSettingsAction,
              turnDown: turnDownSettingsAction,
              withdraw: withdrawSettingsAction,
            }}
          >
            {own && t("ownChange")}
          </DecideProposal>
        </div>
      )}
    </div>
  );
}
