import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { storyEntry } from "#app/(console)/contracts/[id]/story.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { Facts } from "#app/(console)/tokens/[id]/facts.tsx";
import { Moves } from "#app/(console)/tokens/[id]/moves.tsx";
import { Owner } from "#app/(console)/tokens/[id]/owner.tsx";
import { Requests } from "#app/(console)/tokens/[id]/requests.tsx";
import { Chip } from "#components/chip.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { Timeline } from "#components/timeline.tsx";
import { tokenTones } from "#components/tone.ts";
import { permits } from "#core/permissions.ts";
import { readToken } from "#core/tokens/read.ts";

const done = ["suspend", "revoke", "release", "restock", "restockBroken"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("tokenMoves"))("section.facts") };
}

export default async function TokenPage({ params, searchParams }: PageProps<"/tokens/[id]">) {
  const context = await guardPage("token.view");
  const { id } = await params;
  const query = await searchParams;
  const found = await loadPage(readToken(context, { token: id }));
  const { token } = found;
  const justDone = done.find((one) => one === oneParam(query, "done"));
  const language = await getLanguage();
  const t = await getT("tokenMoves");
  const tokens = await getT("tokens");
  return (
    <Desk desk="tokens">
      <PageHead
        title={tokens("one", { serial: token.serial })}
        state={
          <>
            <Chip tone={tokenTones[token.state]}>{tokens(`state.${token.state}`)}</Chip>
            {token.stolen && <Chip tone="danger">{t("stolen")}</Chip>}
          </>
        }
        {...(permits(context.actor, "token.read") && { back: { href: "/tokens", label: tokens("title") } })}
      />
      {justDone && (
        <div className="mb-4">
          <Notice tone="success" announce title={t(`done.${justDone}`)} />
        </div>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
        <div className="flex flex-col gap-4">
          <Moves actor={context.actor} {...found} />
          <Facts token={token} />
          <Owner {...found} />
          <Requests requests={found.requests} />
        </div>
        <Section title={t("section.story")}>
          <Timeline
            language={language}
            label={t("section.story")}
            entries={found.story.map((row) => storyEntry(language, { kind: "command", at: row.at, row }))}
          />
        </Section>
      </div>
    </Desk>
  );
}
