import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { SelectField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { proposalTones } from "#components/tone.ts";
import { pageRows } from "#core/page.ts";
import { proposalStates } from "#core/proposals/rules.ts";
import { listOfStaffChanges } from "#core/staff/list-changes.ts";
import type { Role } from "#core/staff/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("staff"))("changes.title") };
}

export default async function StaffChangesPage({ searchParams }: PageProps<"/staff/changes">) {
  const context = await guardPage("staff.read");
  const params = await searchParams;
  const asked = oneParam(params, "state");
  const all = asked === "all";
  const state = proposalStates.find((one) => one === asked) ?? "proposed";
  const states = all ? proposalStates : [state];
  const found = await listOfStaffChanges(context, { states, page: oneParam(params, "page") });
  const language = await getLanguage();
  const t = await getT("staff");
  const common = await getT("common");
  const proposals = await getT("proposals");
  const format = await getFormat();
  type Row = (typeof found.rows)[number];
  const seat = (role: Role | null, branchCode: string | null) =>
    role && t("seat", { role: common(`role.${role}`), branch: branchCode ?? common("allBranches") });
  return (
    <Desk desk="staff">
      <PageHead
        title={t("changes.title")}
        lead={t("changes.lead")}
        back={{ href: "/staff", label: t("title") }}
      />
      <FilterBar language={language} action="/staff/changes" active={all || state !== "proposed"}>
        <SelectField
          name="state"
          label={t("field.decided")}
          width="auto"
          defaultValue={all ? "all" : state}
          options={[
            ...proposalStates.map((value) => ({ value, label: proposals(`state.${value}`) })),
            { value: "all", label: t("changes.all") },
          ]}
        />
      </FilterBar>
      <DataTable
        language={language}
        caption={t("changes.title")}
        rows={found.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/staff/${row.staffId}`}
        empty={<EmptyState title={t("changes.none")}>{t("changes.noneText")}</EmptyState>}
        columns={[
          { key: "person", header: t("field.person"), cell: (row) => t("one", row.person) },
          { key: "change", header: t("field.change"), cell: (row) => t(`change.${row.kind}`) },
          { key: "from", header: t("field.from"), cell: (row) => seat(row.fromRole, row.fromBranchCode) },
          { key: "to", header: t("field.to"), cell: (row) => seat(row.toRole, row.toBranchCode) },
          { key: "reason", header: t("field.reason"), wrap: true, cell: reason },
          { key: "proposed", header: t("field.maker"), cell: (row) => by(row.makerName, row.proposedAt) },
          { key: "decided", header: t("field.decided"), cell: outcome },
        ]}
      />
      <Pager
        language={language}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref("/staff/changes", { state: all ? "all" : state, page }),
        })}
      />
    </Desk>
  );

  function reason(row: Row) {
    return (
      <>
        <p>{row.reason}</p>
        {row.decisionNote && <p className="text-ink-soft">{t("changes.note", { note: row.decisionNote })}</p>}
      </>
    );
  }

  function outcome(row: Row) {
    return (
      <span className="inline-block py-1">
        <Chip tone={proposalTones[row.state]}>{proposals(`state.${row.state}`)}</Chip>
        {row.decidedAt && by(row.checkerName ?? row.makerName, row.decidedAt)}
      </span>
    );
  }

  function by(name: string, at: Date) {
    return (
      <span className="block">
        {name}
        <span className="block text-ink-soft">{format.dateTime(at)}</span>
      </span>
    );
  }
}
