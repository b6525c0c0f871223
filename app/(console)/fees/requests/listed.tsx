import { getFormat, getT } from "#app/_lib/language.ts";
import { oneOf, oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { ProposalChip } from "#app/(console)/proposal-chip.tsx";
import { askedProposals } from "#app/(console)/proposal-states.ts";
import type { FileColumn } from "#components/data-table.tsx";
import type { listOfFeeRequests } from "#core/fees/list-requests.ts";
import { feeRequestKinds } from "#core/fees/rules.ts";

type Row = Awaited<ReturnType<typeof listOfFeeRequests>>["rows"][number];

/** What an address asks of the list of requests: as its conditions say it, and as the query takes it. */
export function askedFeeRequests(params: SearchParams) {
  const { state, states } = askedProposals(params);
  const narrowed = {
    kind: oneOf(params, "kind", feeRequestKinds),
    from: oneParam(params, "from"),
    until: oneParam(params, "until"),
  };
  const branch = oneParam(params, "branch");
  return {
    filter: { state, ...narrowed, branch },
    input: { states, ...narrowed, branchCode: branch, sort: oneParam(params, "sort") },
  };
}

/** The columns of the list of requests, on its page and in its file. */
export async function feeRequestColumns(): Promise<readonly FileColumn<Row>[]> {
  const t = await getT("fees");
  const proposals = await getT("proposals");
  const orders = await getT("orders");
  const contracts = await getT("contracts");
  const format = await getFormat();
  return [
    { key: "order", header: orders("field.orderNumber"), text: (row) => row.orderNumber },
    { key: "kind", header: t("field.request"), text: (row) => t(`request.${row.kind}`) },
    {
      key: "state",
      header: t("field.state"),
      text: (row) => proposals(`state.${row.state}`),
      cell: (row) => <ProposalChip state={row.state} />,
    },
    { key: "proposedAt", header: t("field.proposedAt"), text: (row) => format.dateTime(row.proposedAt) },
    {
      key: "yen",
      header: t("field.amount"),
      align: "end",
      text: (row) => row.amountYen,
      cell: (row) => format.yen(row.amountYen),
    },
    { key: "contractor", header: contracts("field.contractorId"), text: (row) => row.contractorId },
    { key: "branch", header: t("field.branchCode"), text: (row) => row.branchCode },
    { key: "reason", header: t("field.why"), wrap: true, text: (row) => row.reason },
    { key: "maker", header: t("field.maker"), text: (row) => row.makerName },
    {
      key: "decided",
      header: t("field.decided"),
      text: (row) => row.decidedAt && `${row.checkerName ?? row.makerName} ${format.dateTime(row.decidedAt)}`,
    },
  ];
}
