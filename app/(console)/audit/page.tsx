import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { listHref, oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Verdict } from "#app/(console)/audit/verdict.tsx";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { DaysFilter } from "#app/(console)/days-filter.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { LostCharacters } from "#app/(console)/lost-characters.tsx";
import { ButtonLink } from "#components/button.tsx";
import { DataTable } from "#components/data-table.tsx";
import { Field } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { commandWords, subjectWords } from "#components/words/audit.ts";
import { checkAudit } from "#core/audit/check.ts";
import { listOfAudit } from "#core/audit/list.ts";
import { oneLine } from "#core/audit/rules.ts";
import { env } from "#env.ts";

const path = "/audit";
/** As many as take a few seconds; the rest is a press away, or the command's. */
const verifiedAtOnce = 300_000;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("audit"))("title") };
}

export default async function AuditPage({ searchParams }: PageProps<"/audit">) {
  const context = await guardPage("audit.read");
  const params = await searchParams;
  const filter = {
    text: oneParam(params, "text"),
    actor: oneParam(params, "actor"),
    action: oneParam(params, "action"),
    subjectKind: oneParam(params, "subjectKind"),
    address: oneParam(params, "address"),
    requestId: oneParam(params, "requestId"),
    from: oneParam(params, "from"),
    until: oneParam(params, "until"),
  };
  const place = { before: oneParam(params, "before"), after: oneParam(params, "after") };
  const found = await loadPage(listOfAudit(context, { ...filter, ...place }));
  const verify = oneParam(params, "verify");
  const verdict =
    verify &&
    (await checkAudit(context, {
      after: verify,
      limit: verifiedAtOnce,
      anchorsPath: env().AUDIT_ANCHORS,
    }));
  const language = await getLanguage();
  const t = await getT("audit");
  const format = await getFormat();
  const pageHref = (to: Record<string, number | undefined>) => listHref(path, { ...filter, ...to });
  return (
    <Desk desk="audit">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={<ButtonLink href={listHref(path, { ...filter, verify: 0 })}>{t("verify")}</ButtonLink>}
      />
      {verdict && (
        <Verdict verdict={verdict} now={context.now} goOnHref={(after) => pageHref({ verify: after })} />
      )}
      <FilterBar language={language} action={path} active={Object.values(filter).some(Boolean)}>
        <Field name="text" label={t("field.text")} width="s" defaultValue={filter.text ?? ""} />
        <Field name="actor" label={t("field.actor")} width="s" defaultValue={filter.actor ?? ""} />
        <Field name="address" label={t("field.address")} width="s" defaultValue={filter.address ?? ""} />
        <Field
          name="requestId"
          label={t("field.requestId")}
          width="s"
          defaultValue={filter.requestId ?? ""}
        />
        <ChoiceFilter
          name="action"
          label={t("field.action")}
          width="s"
          asked={filter.action}
          values={found.actions}
          words={(action) => commandWords(language, action)}
        />
        <ChoiceFilter
          name="subjectKind"
          label={t("field.subjectKind")}
          width="s"
          asked={filter.subjectKind}
          values={found.subjectKinds}
          words={(kind) => subjectWords(language, kind)}
        />
        <DaysFilter asked={filter} />
      </FilterBar>
      <LostCharacters lost={oneParam(params, "lost")} file={listHref(`${path}/audit.csv`, filter)} />
      <DataTable
        language={language}
        caption={t("title")}
        rows={found.rows}
        rowKey={(row) => String(row.id)}
        rowHref={(row) => `${path}/${row.id}`}
        columns={[
          { key: "number", header: t("field.number"), align: "end", cell: (row) => row.id },
          { key: "at", header: t("field.at"), cell: (row) => format.second(row.at) },
          { key: "actor", header: t("field.actor"), cell: (row) => row.actorName },
          { key: "action", header: t("field.action"), cell: (row) => commandWords(language, row.action) },
          {
            key: "subject",
            header: t("field.subject"),
            cell: (row) => `${subjectWords(language, row.subjectKind)} ${row.subjectLabel}`,
          },
          {
            key: "reason",
            header: t("field.reason"),
            wrap: true,
            cell: (row) => row.reason && oneLine(row.reason),
          },
          { key: "form", header: t("field.formNumber"), cell: (row) => row.formNumber },
          { key: "address", header: t("field.address"), cell: (row) => row.address },
        ]}
      />
      <Pager
        language={language}
        count={found.total}
        countText={found.more ? t("countMore", { count: found.total }) : undefined}
        csvHref={listHref(`${path}/audit.csv`, filter)}
        firstHref={found.newer ? pageHref({}) : undefined}
        previousHref={found.newer ? pageHref({ after: found.newer }) : undefined}
        nextHref={found.older ? pageHref({ before: found.older }) : undefined}
      />
    </Desk>
  );
}
