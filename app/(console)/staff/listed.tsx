import { getFormat, getT } from "#app/_lib/language.ts";
import { oneOf, oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { Chip } from "#components/chip.tsx";
import type { FileColumn } from "#components/data-table.tsx";
import { accountTones } from "#components/tone.ts";
import type { listOfStaff } from "#core/staff/list.ts";
import { listedAccountStates, roles } from "#core/staff/rules.ts";

type Row = Awaited<ReturnType<typeof listOfStaff>>["rows"][number];

/** What an address asks of the list of the staff: as its conditions say it, and as the query takes it. */
export function askedStaff(params: SearchParams) {
  const q = oneParam(params, "q")?.slice(0, 100);
  const role = oneOf(params, "role", roles);
  const state = oneOf(params, "state", listedAccountStates);
  const branch = oneParam(params, "branch");
  return {
    filter: { q, role, branch, state },
    input: { text: q, role, branchCode: branch, state, sort: oneParam(params, "sort") },
  };
}

/** The columns of the list of the staff, on its page and in its file. */
export async function staffColumns(): Promise<readonly FileColumn<Row>[]> {
  const t = await getT("staff");
  const common = await getT("common");
  const format = await getFormat();
  return [
    { key: "username", header: t("field.username"), text: (row) => row.username },
    { key: "name", header: t("field.name"), text: (row) => row.name },
    { key: "role", header: t("field.role"), text: (row) => common(`role.${row.role}`) },
    {
      key: "branch",
      header: t("field.branch"),
      text: (row) => row.branchCode ?? common("allBranches"),
      cell: ({ branchCode: code, branchName: name }) =>
        code && name ? common("branch", { code, name }) : common("allBranches"),
    },
    {
      key: "state",
      header: t("field.state"),
      text: (row) => [t(`state.${row.state}`), row.lacksLink && t("linkless")].filter(Boolean).join(" "),
      cell: (row) => (
        <span className="inline-flex items-center gap-2">
          <Chip tone={accountTones[row.state]}>{t(`state.${row.state}`)}</Chip>
          {row.lacksLink && <Chip tone="warning">{t("linkless")}</Chip>}
        </span>
      ),
    },
    {
      key: "signedIn",
      header: t("field.signedIn"),
      text: (row) => (row.signedInAt ? format.second(row.signedInAt) : t("never")),
    },
  ];
}
