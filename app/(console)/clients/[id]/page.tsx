import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Deeds } from "#app/(console)/clients/[id]/deeds.tsx";
import { Keys } from "#app/(console)/clients/[id]/keys.tsx";
import { DecideClientChange, ProposedClientChange } from "#app/(console)/clients/[id]/proposed-change.tsx";
import { TryKey } from "#app/(console)/clients/[id]/try-key.tsx";
import { storyEntry } from "#app/(console)/contracts/[id]/story.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { Chip } from "#components/chip.tsx";
import { DescriptionList } from "#components/description-list.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { Timeline } from "#components/timeline.tsx";
import { clientTones } from "#components/tone.ts";
import { scopeWords } from "#components/words/audit.ts";
import { readClient } from "#core/clients/read.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("clients"))("title") };
}

const dones = [
  ...["registered", "proposed", "approved", "turned_down", "withdrawn"],
  ...["revoke", "disable", "kept"],
] as const;

export default async function ClientPage({ params, searchParams }: PageProps<"/clients/[id]">) {
  const context = await guardPage("client.read");
  const { id: clientId } = await params;
  const found = await loadPage(readClient(context, { clientId }));
  const { client, proposed, story } = found;
  const asked = oneParam(await searchParams, "done");
  const done = dones.find((one) => one === asked);
  const language = await getLanguage();
  const t = await getT("clients");
  const format = await getFormat();
  const manages = permits(context.actor, "client.manage");
  return (
    <Desk desk="clients">
      <PageHead
        title={client.name}
        state={<Chip tone={clientTones[client.state]}>{t(`state.${client.state}`)}</Chip>}
        back={{ href: "/clients", label: t("title") }}
      />
      {done && (
        <div className="mb-4">
          <Notice tone="success" announce title={t(`done.${done}`)} />
        </div>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,18rem)]">
        <div className="flex min-w-0 flex-col gap-4">
          {proposed && <ProposedClientChange change={proposed} />}
          <Keys language={language} now={context.now} manages={manages} {...found} />
          <Section title={t("section.facts")}>
            <DescriptionList
              items={[
                {
                  label: t("field.scopes"),
                  value: client.scopes.length > 0 ? scopeWords(language, client.scopes) : t("noScopes"),
                },
                {
                  label: t("field.callsPerMinute"),
                  value:
                    client.callsPerMinute === null
                      ? t("unlimited")
                      : t("calls", { count: client.callsPerMinute }),
                },
                {
                  label: t("field.lastUsed"),
                  value: client.lastUsedOn ? format.date(client.lastUsedOn) : t("never"),
                },
                { label: t("field.created"), value: format.dateTime(client.createdAt) },
              ]}
            />
          </Section>
          {client.state === "active" && <TryKey scopes={client.scopes} />}
          <Section title={t("section.story")}>
            <Timeline
              language={language}
              label={t("section.story")}
              entries={story.map((row) => storyEntry(language, { kind: "command", at: row.at, row }))}
            />
          </Section>
        </div>
        <div className="flex flex-col gap-4">
          {proposed && permits(context.actor, "client.decide") && (
            <DecideClientChange change={proposed} actorId={context.actor.id} />
          )}
          <Deeds manages={manages} {...found} />
        </div>
      </div>
    </Desk>
  );
}
