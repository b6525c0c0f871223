import { getFormat, getT } from "#app/_lib/language.ts";
import { oneOf, oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { Chip } from "#components/chip.tsx";
import type { FileColumn } from "#components/data-table.tsx";
import { delegationTones } from "#components/tone.ts";
import type { listOfDelegations } from "#core/delegations/list.ts";
import { delegationStates } from "#core/delegations/rules.ts";

export type DelegationRow = Awaited<ReturnType<typeof listOfDelegations>>["rows"][number];

/** What an address asks of the list of delegations: as its conditions say it, and as the query takes it. */
export function askedDelegations(params: SearchParams) {
  const state = oneOf(params, "state", delegationStates);
  const branch = oneParam(params, "branch");
  return { filter: { state, branch }, input: { state, branchCode: branch, sort: oneParam(params, "sort") } };
}

/** The columns of the list of delegations, on its page and in its file. */
export async function delegationColumns(): Promise<readonly FileColumn<DelegationRow>[]> {
  const t = await getT("delegations");
  const format = await getFormat();
  const person = ({ name, branchCode }: DelegationRow["absent"]) =>
    t("person", { branch: branchCode ?? "", name });
  const state = (row: DelegationRow) => t(row.void ? "void" : `state.${row.state}`);
  return [
    { key: "absent", header: t("field.absent"), text: (row) => person(row.absent) },
    { key: "substitute", header: t("field.substituteId"), text: (row) => person(row.substitute) },
    { key: "fromOn", header: t("field.fromOn"), text: (row) => format.shortDate(row.fromOn) },
    { key: "untilOn", header: t("field.untilOn"), text: (row) => format.shortDate(row.untilOn) },
    {
      key: "state",
      header: t("field.state"),
      text: state,
      cell: (row) => <Chip tone={row.void ? "warning" : delegationTones[row.state]}>{state(row)}</Chip>,
    },
    { key: "reason", header: t("field.reason"), wrap: true, text: (row) => row.reason },
  ];
}
