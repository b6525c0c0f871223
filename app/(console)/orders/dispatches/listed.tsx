import { getFormat, getT } from "#app/_lib/language.ts";
import { oneOf, oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { Chip } from "#components/chip.tsx";
import type { FileColumn } from "#components/data-table.tsx";
import type { listOfDispatches } from "#core/dispatches/list.ts";
import { dispatchStates } from "#core/dispatches/rules.ts";

type Row = Awaited<ReturnType<typeof listOfDispatches>>["rows"][number];

/** What an address asks of the list of dispatches: as its conditions say it, and as the query takes it. */
export function askedDispatches(params: SearchParams) {
  const filter = {
    state: oneOf(params, "state", dispatchStates),
    from: oneParam(params, "from"),
    until: oneParam(params, "until"),
  };
  return { filter, input: { ...filter, sort: oneParam(params, "sort") } };
}

/** The columns of the list of dispatches, on its page and in its file. */
export async function dispatchColumns(): Promise<readonly FileColumn<Row>[]> {
  const t = await getT("dispatches");
  const format = await getFormat();
  const state = (row: Row) => (row.toPost > 0 ? "to_post" : "posted");
  return [
    {
      key: "number",
      header: t("field.number"),
      text: (row) => row.number,
      cell: (row) => t("one", { number: String(row.number) }),
    },
    {
      key: "state",
      header: t("field.state"),
      text: (row) => t(`state.${state(row)}`),
      cell: (row) => <Chip tone={row.toPost > 0 ? "warning" : "success"}>{t(`state.${state(row)}`)}</Chip>,
    },
    { key: "at", header: t("field.madeAt"), text: (row) => format.second(row.madeAt) },
    { key: "maker", header: t("field.maker"), text: (row) => row.makerName },
    { key: "orders", header: t("field.orders"), align: "end", text: (row) => row.orders },
    { key: "toPost", header: t("field.toPost"), align: "end", text: (row) => row.toPost },
  ];
}
