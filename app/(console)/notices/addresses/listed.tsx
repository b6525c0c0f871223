import { getFormat, getT } from "#app/_lib/language.ts";
import { oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { ProposalChip } from "#app/(console)/proposal-chip.tsx";
import { askedProposals } from "#app/(console)/proposal-states.ts";
import type { FileColumn } from "#components/data-table.tsx";
import type { listOfMailAddressChanges } from "#core/mail-addresses/list.ts";

type Row = Awaited<ReturnType<typeof listOfMailAddressChanges>>["rows"][number];

/** What an address asks of the list of changes: as its conditions say it, and as the query takes it. */
export function askedAddressChanges(params: SearchParams) {
  const { state, states } = askedProposals(params);
  return { filter: { state }, input: { states, sort: oneParam(params, "sort") } };
}

/** The columns of the list of changes, on its page and in its file; no address is in it. */
export async function addressChangeColumns(): Promise<readonly FileColumn<Row>[]> {
  const t = await getT("mailAddresses");
  const contracts = await getT("contracts");
  const proposals = await getT("proposals");
  const format = await getFormat();
  return [
    { key: "contractor", header: contracts("field.contractorId"), text: (row) => row.contractorId },
    {
      key: "state",
      header: t("field.state"),
      text: (row) => proposals(`state.${row.state}`),
      cell: (row) => <ProposalChip state={row.state} />,
    },
    { key: "kana", header: contracts("field.kana"), text: (row) => row.kana },
    { key: "branch", header: contracts("field.branch"), text: (row) => row.branchCode },
    {
      key: "paperOn",
      header: t("field.paperOn"),
      text: (row) => (row.paperOn ? format.date(row.paperOn) : ""),
    },
    { key: "maker", header: proposals("field.maker"), text: (row) => row.makerName },
    {
      key: "proposedAt",
      header: proposals("field.proposedAt"),
      text: (row) => format.second(row.proposedAt),
    },
    { key: "checker", header: t("field.checker"), text: (row) => row.checkerName ?? "" },
  ];
}
