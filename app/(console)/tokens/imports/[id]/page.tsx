import type { Metadata } from "next";
import { getFormat, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneOf, oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { NextStep } from "#app/(console)/tokens/imports/[id]/next-step.tsx";
import { Report } from "#app/(console)/tokens/imports/[id]/report.tsx";
import { Chip } from "#components/chip.tsx";
import { DescriptionList } from "#components/description-list.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { importTones } from "#components/tone.ts";
import { permits } from "#core/permissions.ts";
import { readImport } from "#core/token-imports/read.ts";
import { rowFates } from "#core/token-imports/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("tokenImports"))("title") };
}

export default async function TokenImportPage({ params, searchParams }: PageProps<"/tokens/imports/[id]">) {
  const context = await guardPage("token.read");
  const asked = await searchParams;
  const { id: importId } = await params;
  const fate = oneOf(asked, "fate", rowFates);
  const found = await loadPage(readImport(context, { importId, fate, page: oneParam(asked, "page") }));
  const t = await getT("tokenImports");
  const format = await getFormat();
  const when = (at: Date | null) => (at ? format.dateTime(at) : "-");
  return (
    <Desk desk="tokens">
      <PageHead
        title={found.fileName}
        back={{ href: "/tokens/imports", label: t("toList") }}
        state={<Chip tone={importTones[found.state]}>{t(`state.${found.state}`)}</Chip>}
      />
      <div className="flex flex-col gap-4">
        <NextStep found={found} mayImport={permits(context.actor, "token.import")} />
        <Section title={t("section.facts")}>
          <DescriptionList
            columns={2}
            items={[
              { label: t("field.batch"), value: found.batch },
              { label: t("field.maker"), value: found.makerName ?? t("commandLine") },
              { label: t("field.format"), value: found.format ?? "-" },
              { label: t("field.size"), value: `${format.number(Math.ceil(found.fileBytes / 1024))} kB` },
              { label: t("field.manufacturer"), value: found.manufacturer },
              { label: t("field.uploadedAt"), value: when(found.uploadedAt) },
              { label: t("field.model"), value: found.model },
              { label: t("field.startedAt"), value: when(found.startedAt) },
              { label: t("field.expiresOn"), value: format.date(found.expiresOn) },
              { label: t("field.endedAt"), value: when(found.endedAt) },
              {
                label: t("field.sha256"),
                value: <span className="break-all text-[0.8125rem]">{found.fileSha256 ?? "-"}</span>,
              },
            ]}
          />
        </Section>
        <Report params={asked} fate={fate} found={found} />
      </div>
    </Desk>
  );
}
