import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { endDelegationAction } from "#app/(console)/delegations/actions.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Form } from "#components/form.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { delegationTones } from "#components/tone.ts";
import { listOfDelegations } from "#core/delegations/read.ts";
import { isParty } from "#core/delegations/rules.ts";
import { pageRows } from "#core/page.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("delegations"))("title") };
}

export default async function DelegationsPage({ searchParams }: PageProps<"/delegations">) {
  const context = await guardPage("delegation.read");
  const params = await searchParams;
  const found = await listOfDelegations(context, { page: oneParam(params, "page") });
  const done = (["named", "ended"] as const).find((one) => one === oneParam(params, "done"));
  const language = await getLanguage();
  const t = await getT("delegations");
  const common = await getT("common");
  const format = await getFormat();
  const names = permits(context.actor, "delegation.name");
  type Row = (typeof found.rows)[number];
  const days = (row: Row) =>
    t("days", { from: format.shortDate(row.fromOn), until: format.shortDate(row.untilOn) });
  const person = ({ name, branchCode }: Row["absent"]) => t("person", { branch: branchCode ?? "", name });
  return (
    <Desk desk="delegations">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          names && (
            <ButtonLink href="/delegations/new" look="primary">
              {t("name")}
            </ButtonLink>
          )
        }
      />
      {done && (
        <div className="mb-4">
          <Notice tone="success" announce title={t(`done.${done}`)} />
        </div>
      )}
      <DataTable
        language={language}
        caption={t("title")}
        rows={found.rows}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
        columns={[
          { key: "absent", header: t("field.absent"), cell: (row) => person(row.absent) },
          { key: "substitute", header: t("field.substituteId"), cell: (row) => person(row.substitute) },
          { key: "days", header: t("field.days"), cell: days },
          {
            key: "state",
            header: t("field.state"),
            cell: (row) =>
              row.void ? (
                <Chip tone="warning">{t("void")}</Chip>
              ) : (
                <Chip tone={delegationTones[row.state]}>{t(`state.${row.state}`)}</Chip>
              ),
          },
          { key: "reason", header: t("field.reason"), wrap: true, cell: (row) => row.reason },
          ...(names ? [{ key: "end", header: t("field.end"), cell: end }] : []),
        ]}
      />
      <Pager
        language={language}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref("/delegations", { page }),
        })}
      />
    </Desk>
  );

  function end(row: Row) {
    if (row.over || !isParty(row, context.actor.id)) return null;
    return (
      <Form id={`end-${row.id}`} action={endDelegationAction} language={language} labels={{}}>
        <input type="hidden" name="delegationId" value={row.id} />
        <div>
          <SubmitButton look="secondary" pending={common("pending")}>
            {t("end")}
            <span className="sr-only">
              {t("endOf", { substitute: row.substitute.name, days: days(row) })}
            </span>
          </SubmitButton>
        </div>
      </Form>
    );
  }
}
