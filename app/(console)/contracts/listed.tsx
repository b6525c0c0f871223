import { getT } from "#app/_lib/language.ts";
import { oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import type { FileColumn } from "#components/data-table.tsx";
import type { partOfContracts } from "#core/contracts/search.ts";

type Row = Awaited<ReturnType<typeof partOfContracts>>["rows"][number];

/** What an address searches for. */
export function askedContracts(params: SearchParams) {
  const text = (oneParam(params, "q") ?? "").slice(0, 100);
  return { filter: { q: text }, input: { text, sort: oneParam(params, "sort") } };
}

/** The columns of the list of contracts, on its page and in its file. */
export async function contractColumns(): Promise<readonly FileColumn<Row>[]> {
  const t = await getT("contracts");
  return [
    { key: "contractorId", header: t("field.contractorId"), text: (row) => row.contractorId },
    { key: "kana", header: t("field.kana"), text: (row) => row.kana },
    { key: "name", header: t("field.name"), text: (row) => row.name },
    { key: "branch", header: t("field.branch"), text: (row) => row.branchCode },
    {
      key: "account",
      header: t("field.account"),
      // A dot is none of the characters of CP932.
      text: (row) => row.account.replaceAll("•", "＊"),
      cell: (row) => row.account,
    },
  ];
}
