import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { ChangeHistory } from "#app/(console)/settings/change-history.tsx";
import { ProposedChange } from "#app/(console)/settings/proposed-change.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { settingValueWords } from "#components/words/settings.ts";
import { permits } from "#core/permissions.ts";
import { proposalStates } from "#core/proposals/rules.ts";
import { readBankSettings } from "#core/settings/read.ts";
import { bankSettingGroups, bankSettingNames, bankSettings } from "#core/settings/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("settings"))("title") };
}

export default async function SettingsPage({ searchParams }: PageProps<"/settings">) {
  const context = await guardPage("setting.read");
  const params = await searchParams;
  const { inForce, proposed, history } = await readBankSettings(context, { page: oneParam(params, "page") });
  const done = proposalStates.find((state) => state === oneParam(params, "done"));
  const t = await getT("settings");
  const language = await getLanguage();
  return (
    <Desk desk="settings">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          permits(context.actor, "setting.propose") &&
          !proposed && (
            <ButtonLink href="/settings/edit" look="primary">
              {t("propose")}
            </ButtonLink>
          )
        }
      />
      <div className="flex flex-col gap-4">
        {done && (
          <Notice tone="success" announce title={t(`done.${done}`)}>
            {done === "proposed" && t("done.proposedNext")}
          </Notice>
        )}
        {proposed && <ProposedChange change={proposed} actor={context.actor} />}
        <div className="-mb-4 gap-4 lg:columns-2">
          {bankSettingGroups.map((group) => (
            <div key={group} className="break-inside-avoid pb-4">
              <Section title={t(`group.${group}`)}>
                <dl>
                  {bankSettingNames
                    .filter((name) => bankSettings[name].group === group)
                    .map((name) => (
                      <div
                        key={name}
                        className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 border-line border-t py-2"
                      >
                        <dt className="font-700">{t(`name.${name}`)}</dt>
                        <dd className="tabular font-700 text-[1.0625rem]">
                          {settingValueWords(language, name, inForce[name])}
                        </dd>
                        <dd className="col-span-2 text-[0.875rem] text-ink-soft leading-150">
                          {t(`help.${name}`)}
                        </dd>
                      </div>
                    ))}
                </dl>
              </Section>
            </div>
          ))}
        </div>
        <ChangeHistory history={history} />
      </div>
    </Desk>
  );
}
