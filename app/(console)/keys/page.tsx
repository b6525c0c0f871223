import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { forRotation } from "#app/_lib/request.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { Progress } from "#app/(console)/keys/progress.tsx";
import { Chip } from "#components/chip.tsx";
import { type Column, DataTable } from "#components/data-table.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { sealKeyTones } from "#components/tone.ts";
import { readLastRotation, readSealKeys } from "#core/keys/read.ts";
import { sealedKinds } from "#core/keys/status.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("sealKeys"))("title") };
}

type Use = Awaited<ReturnType<typeof readSealKeys>>["uses"][number];
type Row = { key: string; name: string; cell: (use: Use) => React.ReactNode };

const steps = [
  { step: "add", command: "npm run keys -- new" },
  { step: "use", command: null },
  { step: "rotate", command: "npm run keys -- rotate" },
  { step: "remove", command: "npm run keys -- status" },
] as const;

export default async function SealKeysPage() {
  const context = await guardPage("key.read");
  const found = await readSealKeys(forRotation(context), {});
  const begun = await readLastRotation(context, {});
  const { uses } = found;
  const t = await getT("sealKeys");
  const format = await getFormat();
  const rows: Row[] = [
    {
      key: "state",
      name: t("stateRow"),
      cell: ({ state }) => <Chip tone={sealKeyTones[state]}>{t(`state.${state}`)}</Chip>,
    },
    ...sealedKinds.map((kind) => ({
      key: kind,
      name: t(`table.${kind}`),
      cell: ({ values }: Use) => format.number(values.get(kind) ?? 0),
    })),
    { key: "kept", name: t("keptAnswers"), cell: ({ keptAnswers }) => format.number(keptAnswers) },
    {
      key: "block",
      name: t("block"),
      cell: ({ sealedNewestBlock }) => format.number(sealedNewestBlock ? 1 : 0),
    },
  ];
  const columns: readonly Column<Row>[] = [
    { key: "kind", header: t("kind"), cell: ({ name }) => name },
    ...uses.map((use) => ({
      key: String(use.version),
      header: t("version", { version: use.version }),
      align: "end" as const,
      cell: ({ cell }: Row) => cell(use),
    })),
  ];
  return (
    <Desk desk="sealKeys">
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="flex flex-col gap-4">
        {uses.flatMap(({ version, shut }) =>
          shut.map((kind) => (
            <Notice
              key={`${version} ${kind}`}
              tone="danger"
              title={t("shut", { version, table: t(`table.${kind}`) })}
            />
          )),
        )}
        <Section title={t("section.progress")}>
          <Progress {...found} begun={begun} now={context.now} />
        </Section>
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
          <Section title={t("section.keys")} plain>
            <DataTable
              language={await getLanguage()}
              caption={t("section.keys")}
              short
              rows={rows}
              rowKey={({ key }) => key}
              columns={columns}
            />
            <dl className="mt-3 text-[0.875rem]">
              {uses.map(({ version, state }) => (
                <div key={version} className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-3 py-0.5">
                  <dt className="font-700">{t("version", { version })}</dt>
                  <dd>{t(`advice.${state}`)}</dd>
                </div>
              ))}
            </dl>
          </Section>
          <Section title={t("section.rotate")}>
            <ol className="list-outside list-decimal pl-5">
              {steps.map(({ step, command }) => (
                <li key={step} className="py-1">
                  {t(`steps.${step}`)}
                  {command && <code className="code block text-[0.875rem]">{command}</code>}
                </li>
              ))}
            </ol>
            <p className="mt-2 text-[0.875rem] text-ink-soft">{t("where")}</p>
          </Section>
        </div>
      </div>
    </Desk>
  );
}
