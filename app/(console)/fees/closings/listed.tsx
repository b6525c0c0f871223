import { getFormat, getT } from "#app/_lib/language.ts";
import { oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { figures } from "#app/(console)/fees/figures.ts";
import type { FileColumn } from "#components/data-table.tsx";
import type { listClosings } from "#core/fees/list-closings.ts";

type Row = Awaited<ReturnType<typeof listClosings>>["rows"][number];

/** What an address asks of the list of closed months: how it is sorted. */
export function askedClosings(params: SearchParams) {
  return { input: { sort: oneParam(params, "sort") } };
}

/** The columns of the list of closed months, on its page and in its file. */
export async function closingColumns(): Promise<readonly FileColumn<Row>[]> {
  const t = await getT("fees");
  const format = await getFormat();
  return [
    { key: "month", header: t("closings.month"), text: (row) => row.month.replace("-", "/") },
    { key: "at", header: t("closings.closedAt"), text: (row) => format.dateTime(row.closed_at) },
    { key: "by", header: t("closings.closedBy"), text: (row) => row.closed_by ?? t("closings.byJob") },
    ...figures.map(({ name, unit }) => ({
      key: name,
      header: t(`figure.${name}`),
      align: "end" as const,
      text: (row: Row) => row[name],
      cell: (row: Row) => (unit === "yen" ? format.yen(row[name]) : format.number(row[name])),
    })),
    {
      key: "hash",
      header: t("closings.hash"),
      text: (row) => row.hash,
      cell: (row) => <code className="text-[0.75rem]">{row.hash}</code>,
    },
  ];
}
