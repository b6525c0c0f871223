import { getFormat, getT } from "#app/_lib/language.ts";
import { oneOf, oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { Chip } from "#components/chip.tsx";
import type { FileColumn } from "#components/data-table.tsx";
import { debitTones } from "#components/tone.ts";
import type { listOfBatches } from "#core/debits/list.ts";
import { debitStates } from "#core/debits/rules.ts";

type Row = Awaited<ReturnType<typeof listOfBatches>>["rows"][number];

/** What an address asks of the list of files: as its conditions say it, and as the query takes it. */
export function askedDebits(params: SearchParams) {
  const filter = {
    state: oneOf(params, "state", debitStates),
    from: oneParam(params, "from"),
    until: oneParam(params, "until"),
  };
  return { filter, input: { ...filter, sort: oneParam(params, "sort") } };
}

/** The columns of the list of files, on its page and in its file. */
export async function debitColumns(): Promise<readonly FileColumn<Row>[]> {
  const t = await getT("debits");
  const format = await getFormat();
  const figure = (
    key: "recordCount" | "amountYen" | "debitedCount" | "debitedYen" | "failedCount" | "failedYen",
  ): FileColumn<Row> => {
    const shown = key.endsWith("Yen") ? format.yen : format.number;
    return {
      key,
      header: t(`field.${key}`),
      align: "end",
      text: (row) => row[key],
      cell: (row) => (row[key] === null ? "-" : shown(row[key])),
    };
  };
  return [
    { key: "number", header: t("field.number"), text: (row) => t("one", { number: String(row.number) }) },
    {
      key: "state",
      header: t("field.state"),
      text: (row) => t(`state.${row.state}`),
      cell: (row) => <Chip tone={debitTones[row.state]}>{t(`state.${row.state}`)}</Chip>,
    },
    { key: "debitOn", header: t("field.debitOn"), text: (row) => format.shortDate(row.debitOn) },
    figure("recordCount"),
    figure("amountYen"),
    figure("debitedCount"),
    figure("debitedYen"),
    figure("failedCount"),
    figure("failedYen"),
    { key: "maker", header: t("field.maker"), text: (row) => row.makerName },
    { key: "at", header: t("field.proposedAt"), text: (row) => format.shortDate(row.proposedAt) },
  ];
}
