import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { listHref, oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { filterOf, LookUpFilter } from "#app/(console)/look-ups/filter.tsx";
import { People } from "#app/(console)/look-ups/people.tsx";
import { SignOff } from "#app/(console)/look-ups/sign-off.tsx";
import { LostCharacters } from "#app/(console)/lost-characters.tsx";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { listOfLookUps } from "#core/look-ups/list.ts";
import { readLookUpMonth } from "#core/look-ups/month.ts";
import { permits } from "#core/permissions.ts";

const path = "/look-ups";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("lookUps"))("title") };
}

export default async function LookUpsPage({ searchParams }: PageProps<"/look-ups">) {
  const context = await guardPage("lookup.read");
  const params = await searchParams;
  const filter = filterOf(params);
  const before = oneParam(params, "before");
  const [ofMonth, found] = await Promise.all([
    loadPage(readLookUpMonth(context, { month: filter.month })),
    loadPage(listOfLookUps(context, { ...filter, before })),
  ]);
  const t = await getT("lookUps");
  const language = await getLanguage();
  const contracts = await getT("contracts");
  const format = await getFormat();
  return (
    <Desk desk="lookUps">
      <PageHead title={t("title")} lead={t("lead")} />
      {oneParam(params, "done") && (
        <div className="mb-4">
          <Notice tone="success" announce title={t("review.done")} />
        </div>
      )}
      <LookUpFilter filter={filter} month={ofMonth.month} people={ofMonth.people} />
      <div className="mb-4 flex flex-col gap-4">
        <People {...ofMonth} />
        {permits(context.actor, "lookup.review") && <SignOff {...ofMonth} ownId={context.actor.id} />}
      </div>
      <LostCharacters lost={oneParam(params, "lost")} file={listHref(`${path}/look-ups.csv`, filter)} />
      <DataTable
        language={language}
        caption={t("list")}
        showCaption
        short
        rows={found.rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "at", header: t("field.at"), cell: (row) => format.second(row.at) },
          {
            key: "staff",
            header: t("field.staff"),
            cell: (row) => `${row.staffBranchCode ?? t("headOffice")} ${row.staffName}`,
          },
          {
            key: "contractor",
            header: contracts("field.contractorId"),
            cell: (row) => (
              <a data-row href={`/contracts/${row.contractId}`}>
                {row.contractorId}
              </a>
            ),
          },
          { key: "branch", header: t("field.contractBranch"), cell: (row) => row.branchCode },
          { key: "page", header: t("field.page"), cell: (row) => t(`page.${row.page}`) },
          { key: "purpose", header: t("field.purpose"), cell: (row) => t(`purpose.${row.purpose}`) },
          {
            key: "reason",
            header: t("field.reason"),
            wrap: true,
            cell: (row) =>
              row.reason && (
                <>
                  <Chip tone="warning">{t(`reason.${row.reason}`)}</Chip> {row.note}
                </>
              ),
          },
          {
            key: "outside",
            header: t("field.outside"),
            cell: (row) => row.outsideHours && <Chip tone="warning">{t("field.outside")}</Chip>,
          },
          { key: "address", header: t("field.address"), cell: (row) => row.address },
        ]}
      />
      <Pager
        language={language}
        count={found.total}
        csvHref={listHref(`${path}/look-ups.csv`, filter)}
        firstHref={before && listHref(path, filter)}
        nextHref={found.older && listHref(path, { ...filter, before: found.older })}
      />
    </Desk>
  );
}
