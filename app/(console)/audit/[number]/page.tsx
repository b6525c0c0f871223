import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { DescriptionList } from "#components/description-list.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { changeWords, commandWords, subjectWords } from "#components/words/audit.ts";
import { readAudit } from "#core/audit/read.ts";

type Props = PageProps<"/audit/[number]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const number = Number((await params).number);
  const t = await getT("audit");
  return { title: Number.isSafeInteger(number) ? t("row", { number }) : t("title") };
}

/** The desks on which a subject has a page under its id. */
const pages: Readonly<Record<string, string>> = {
  form: "/forms",
  order: "/orders",
  fee: "/fees",
  token: "/tokens",
  token_request: "/tokens/requests",
  token_import: "/tokens/imports",
  contract: "/contracts",
  api_client: "/clients",
  staff: "/staff",
};

export default async function AuditRowPage({ params }: Props) {
  const context = await guardPage("audit.read");
  const { number } = await params;
  const row = await loadPage(readAudit(context, { number }));
  const language = await getLanguage();
  const t = await getT("audit");
  const format = await getFormat();
  const page = pages[row.subjectKind];
  const facts = changeWords(language, row.subjectKind, row);
  const about = [
    { label: t("field.at"), value: format.second(row.at) },
    { label: t("field.actor"), value: `${row.actorName}（${t(`actor.${row.actorKind}`)}）` },
    { label: t("field.action"), value: commandWords(language, row.action) },
    {
      label: t("field.subject"),
      value: `${subjectWords(language, row.subjectKind)} ${row.subjectLabel}`,
      action: page && <a href={`${page}/${row.subjectId}`}>{t("open")}</a>,
    },
    { label: t("field.formNumber"), value: row.formNumber },
    { label: t("field.maker"), value: row.makerName },
    { label: t("field.checker"), value: row.checkerName },
    {
      label: t("field.reason"),
      value: row.reason && <span className="whitespace-pre-wrap">{row.reason}</span>,
    },
    {
      label: t("field.branch"),
      value: row.branchCode,
      action: row.contractId && <a href={`/contracts/${row.contractId}`}>{t("openContract")}</a>,
    },
    { label: t("field.address"), value: row.address },
    { label: t("field.requestId"), value: <span className="code break-all">{row.requestId}</span> },
  ];
  return (
    <Desk desk="audit">
      <PageHead
        title={t("row", { number: row.id })}
        lead={commandWords(language, row.action)}
        back={{ href: "/audit", label: t("title") }}
        actions={
          <>
            {row.id > 1 && <ButtonLink href={`/audit/${row.id - 1}`}>{t("previousRow")}</ButtonLink>}
            <ButtonLink href={`/audit/${row.id + 1}`}>{t("nextRow")}</ButtonLink>
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <DescriptionList columns={2} items={about.filter(({ value, action }) => value || action)} />
        <DataTable
          short
          showCaption
          language={language}
          caption={t("facts")}
          empty={<p className="p-3">{t("noFacts")}</p>}
          rows={facts}
          rowKey={({ name }) => name}
          columns={[
            { key: "fact", header: t("field.fact"), cell: ({ label }) => label },
            { key: "before", header: t("field.before"), wrap: true, cell: ({ before }) => before },
            { key: "after", header: t("field.after"), wrap: true, cell: ({ after }) => after },
            {
              key: "changed",
              header: t("changed"),
              cell: ({ changed }) => changed && <Chip tone="info">{t("changed")}</Chip>,
            },
          ]}
        />
        <Section title={t("chain")}>
          <DescriptionList
            items={[
              { label: t("field.previousHash"), value: <Hash of={row.previousHash} /> },
              { label: t("field.hash"), value: <Hash of={row.hash} /> },
            ]}
          />
        </Section>
      </div>
    </Desk>
  );
}

function Hash({ of }: { of: string }) {
  return <span className="code break-all">{of}</span>;
}
