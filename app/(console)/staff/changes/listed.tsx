import { getFormat, getT } from "#app/_lib/language.ts";
import { oneOf, oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { ProposalChip } from "#app/(console)/proposal-chip.tsx";
import { askedProposals } from "#app/(console)/proposal-states.ts";
import type { FileColumn } from "#components/data-table.tsx";
import type { listOfStaffChanges } from "#core/staff/list-changes.ts";
import { type Role, staffChangeKinds } from "#core/staff/rules.ts";

type Row = Awaited<ReturnType<typeof listOfStaffChanges>>["rows"][number];

/** What an address asks of the list of changes: as its conditions say it, and as the query takes it. */
export function askedChanges(params: SearchParams) {
  const { state, states } = askedProposals(params);
  const kind = oneOf(params, "kind", staffChangeKinds);
  return { filter: { state, kind }, input: { states, kind, sort: oneParam(params, "sort") } };
}

/** The columns of the list of changes, on its page and in its file. */
export async function changeColumns(): Promise<readonly FileColumn<Row>[]> {
  const t = await getT("staff");
  const common = await getT("common");
  const proposals = await getT("proposals");
  const format = await getFormat();
  const seat = (role: Role | null, branchCode: string | null) =>
    role && t("seat", { role: common(`role.${role}`), branch: branchCode ?? common("allBranches") });
  const note = ({ decisionNote }: Row) => decisionNote && t("changes.note", { note: decisionNote });
  const decided = (row: Row, when: (at: Date) => string) =>
    row.decidedAt && `${row.checkerName ?? row.makerName} ${when(row.decidedAt)}`;
  return [
    { key: "person", header: t("field.person"), text: (row) => t("one", row.person) },
    { key: "change", header: t("field.change"), text: (row) => t(`change.${row.kind}`) },
    {
      key: "decided",
      header: t("field.decided"),
      text: (row) => [proposals(`state.${row.state}`), decided(row, format.second)].filter(Boolean).join(" "),
      cell: (row) => (
        <span className="inline-block py-1">
          <ProposalChip state={row.state} />
          <span className="block text-ink-soft">{decided(row, format.shortDate)}</span>
        </span>
      ),
    },
    { key: "from", header: t("field.from"), text: (row) => seat(row.fromRole, row.fromBranchCode) },
    { key: "to", header: t("field.to"), text: (row) => seat(row.toRole, row.toBranchCode) },
    {
      key: "reason",
      header: t("field.reason"),
      wrap: true,
      text: (row) => [row.reason, note(row)].filter(Boolean).join(" "),
      cell: (row) => (
        <>
          <p>{row.reason}</p>
          {row.decisionNote && <p className="text-ink-soft">{note(row)}</p>}
        </>
      ),
    },
    { key: "maker", header: proposals("field.maker"), text: (row) => row.makerName },
    {
      key: "proposedAt",
      header: proposals("field.proposedAt"),
      text: (row) => format.second(row.proposedAt),
    },
  ];
}
