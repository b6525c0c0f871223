import { getFormat, getT } from "#app/_lib/language.ts";
import { oneOf, oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { Chip } from "#components/chip.tsx";
import type { FileColumn } from "#components/data-table.tsx";
import { importTones } from "#components/tone.ts";
import type { listOfImports } from "#core/token-imports/list.ts";
import { importStates } from "#core/token-imports/rules.ts";

type Row = Awaited<ReturnType<typeof listOfImports>>["rows"][number];

/** What an address asks of the list of imports: as its conditions say it, and as the query takes it. */
export function askedImports(params: SearchParams) {
  const filter = { state: oneOf(params, "state", importStates) };
  return { filter, input: { ...filter, sort: oneParam(params, "sort") } };
}

/** The columns of the list of imports, on its page and in its file. */
export async function importColumns(): Promise<readonly FileColumn<Row>[]> {
  const t = await getT("tokenImports");
  const format = await getFormat();
  return [
    { key: "fileName", header: t("field.fileName"), text: (row) => row.fileName },
    {
      key: "state",
      header: t("field.state"),
      text: (row) => t(`state.${row.state}`),
      cell: (row) => <Chip tone={importTones[row.state]}>{t(`state.${row.state}`)}</Chip>,
    },
    { key: "batch", header: t("field.batch"), text: (row) => row.batch },
    ...(["newRows", "knownRows", "problemRows"] as const).map((name) => ({
      key: name,
      header: t(`field.${name}`),
      align: "end" as const,
      text: (row: Row) => row[name],
      cell: (row: Row) => format.number(row[name]),
    })),
    { key: "maker", header: t("field.maker"), text: (row) => row.makerName ?? t("commandLine") },
    { key: "uploadedAt", header: t("field.uploadedAt"), text: (row) => format.second(row.uploadedAt) },
  ];
}
