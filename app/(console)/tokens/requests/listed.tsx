import { getFormat, getT } from "#app/_lib/language.ts";
import { oneOf, oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { ProposalChip } from "#app/(console)/proposal-chip.tsx";
import { askedProposals } from "#app/(console)/proposal-states.ts";
import type { FileColumn } from "#components/data-table.tsx";
import type { listOfTokenRequests } from "#core/tokens/list-requests.ts";
import { askedMoves } from "#core/tokens/rules.ts";

type Row = Awaited<ReturnType<typeof listOfTokenRequests>>["rows"][number];

/** What an address asks of the list of requests: as its conditions say it, and as the query takes it. */
export function askedRequests(params: SearchParams) {
  const { state, states } = askedProposals(params);
  const move = oneOf(params, "move", askedMoves);
  return { filter: { state, move }, input: { states, move, sort: oneParam(params, "sort") } };
}

/** The columns of the list of requests, on its page and in its file. */
export async function requestColumns(): Promise<readonly FileColumn<Row>[]> {
  const t = await getT("tokenMoves");
  const proposals = await getT("proposals");
  const tokens = await getT("tokens");
  const format = await getFormat();
  return [
    {
      key: "request",
      header: t("field.request"),
      text: (row) => t("requests.one", { move: t(`move.${row.move}`) }),
    },
    {
      key: "state",
      header: tokens("field.state"),
      text: (row) => proposals(`state.${row.state}`),
      cell: (row) => <ProposalChip state={row.state} />,
    },
    {
      key: "tokens",
      header: tokens("field.serial"),
      text: (row) => t("requests.subject", { serial: row.serial, others: row.tokenCount - 1 }),
    },
    { key: "reason", header: t("field.reason"), wrap: true, text: (row) => row.reason },
    { key: "maker", header: proposals("field.maker"), text: (row) => row.makerName },
    {
      key: "proposedAt",
      header: proposals("field.proposedAt"),
      text: (row) => format.second(row.proposedAt),
    },
  ];
}
