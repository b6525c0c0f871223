import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { listHref, oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { storyEntry } from "#app/(console)/contracts/[id]/story.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { AccountFacts } from "#app/(console)/staff/[id]/account-facts.tsx";
import { Deeds } from "#app/(console)/staff/[id]/deeds.tsx";
import { DecideChange, ProposedChange } from "#app/(console)/staff/[id]/proposed-change.tsx";
import { SessionsOf } from "#app/(console)/staff/[id]/sessions-of.tsx";
import { Chip } from "#components/chip.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { Timeline } from "#components/timeline.tsx";
import { accountTones } from "#components/tone.ts";
import { permits } from "#core/permissions.ts";
import { readPerson } from "#core/staff/read-person.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("staff"))("title") };
}

const dones = [
  ...["invited", "withdrawLink", "unlock", "end_sessions", "end_session", "demand_password", "disable"],
  ...["proposed", "approved", "turned_down", "withdrawn"],
] as const;

export default async function PersonPage({ params, searchParams }: PageProps<"/staff/[id]">) {
  const context = await guardPage("staff.read");
  const { id: staffId } = await params;
  const found = await loadPage(readPerson(context, { staffId }));
  const { person, proposed, story } = found;
  const asked = oneParam(await searchParams, "done");
  const done = dones.find((one) => one === asked);
  const language = await getLanguage();
  const t = await getT("staff");
  return (
    <Desk desk="staff">
      <PageHead
        title={person.name}
        state={<Chip tone={accountTones[person.state]}>{t(`state.${person.state}`)}</Chip>}
        back={{ href: "/staff", label: t("title") }}
      />
      {done && (
        <div className="mb-4">
          <Notice tone="success" announce title={t(`done.${done}`)}>
            {done === "approved" && found.mayLink && t("done.approvedLink")}
          </Notice>
        </div>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        <div className="flex min-w-0 flex-col gap-4">
          {proposed && <ProposedChange change={proposed} />}
          <AccountFacts {...found} />
          <SessionsOf language={language} {...found} />
          <Section
            title={t("section.story")}
            {...(permits(context.actor, "audit.read") && {
              actions: (
                <a href={listHref("/audit", { subjectKind: "staff", text: person.username })}>
                  {t("fullAudit")}
                </a>
              ),
            })}
          >
            <Timeline
              language={language}
              label={t("section.story")}
              entries={story.map((row) => storyEntry(language, { kind: "command", at: row.at, row }))}
            />
          </Section>
        </div>
        <div className="flex flex-col gap-4">
          {proposed && permits(context.actor, "staff.decide") && (
            <DecideChange change={proposed} actorId={context.actor.id} />
          )}
          <Deeds language={language} manages={permits(context.actor, "staff.manage")} {...found} />
        </div>
      </div>
    </Desk>
  );
}
