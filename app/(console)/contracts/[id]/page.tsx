import type { Metadata } from "next";
import { cameFrom } from "#app/_lib/came-from.ts";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { guardPage } from "#app/_lib/session.ts";
import { ContractBar } from "#app/(console)/contract-bar.tsx";
import { Present } from "#app/(console)/contracts/[id]/present.tsx";
import { loginEntry, noticeEntry, storyEntry } from "#app/(console)/contracts/[id]/story.tsx";
import { UnderWay } from "#app/(console)/contracts/[id]/under-way.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Chip } from "#components/chip.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { Timeline } from "#components/timeline.tsx";
import { otpTones } from "#components/tone.ts";
import { readContract } from "#core/contracts/read.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("contracts"))("title") };
}

export default async function ContractPage({ params }: PageProps<"/contracts/[id]">) {
  const context = await guardPage("contract.read");
  const { id } = await params;
  const found = await loadPage(readContract(context, { contractId: id, cameFrom: await cameFrom() }));
  const { contract, otpState } = found;
  const language = await getLanguage();
  const t = await getT("contracts");
  const mayKey = permits(context.actor, "form.key");
  return (
    <Desk desk="contracts">
      <PageHead
        title={t("one", { contractorId: contract.contractorId })}
        state={<Chip tone={otpTones[otpState]}>{t(`otpState.${otpState}`)}</Chip>}
        back={{ href: "/contracts", label: t("title") }}
        actions={
          mayKey && (
            <ButtonLink href={`/forms/new?contractorId=${contract.contractorId}`} look="primary">
              {t("keyForm")}
            </ButtonLink>
          )
        }
      />
      <ContractBar contract={contract} page={`/contracts/${contract.id}`} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
        <div className="flex flex-col gap-4">
          <Present {...found} mayKey={mayKey} mayResync={permits(context.actor, "token.resync")} />
          <UnderWay {...found} />
          <Section
            title={t("section.logins")}
            actions={
              permits(context.actor, "audit.read") && (
                <a href={`/login-events?contractorId=${contract.contractorId}`}>{t("allLogins")}</a>
              )
            }
          >
            <Timeline
              language={language}
              label={t("section.logins")}
              entries={found.logins.map((one) => loginEntry(language, one))}
            />
          </Section>
          {found.notices.length > 0 && (
            <Section title={t("section.notices")}>
              <Timeline
                language={language}
                label={t("section.notices")}
                entries={found.notices.map((one) => noticeEntry(language, one))}
              />
            </Section>
          )}
        </div>
        <Section title={t("section.history")}>
          <Timeline
            language={language}
            label={t("section.history")}
            entries={found.timeline.map((one) => storyEntry(language, one))}
          />
        </Section>
      </div>
    </Desk>
  );
}
