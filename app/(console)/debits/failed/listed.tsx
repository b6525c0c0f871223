import { getFormat, getT } from "#app/_lib/language.ts";
import { oneOf, oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { Chip } from "#components/chip.tsx";
import type { FileColumn } from "#components/data-table.tsx";
import { resultTones } from "#components/tone.ts";
import type { listOfFailedFees } from "#core/debits/list.ts";
import { debitResults } from "#core/debits/rules.ts";

type Row = Awaited<ReturnType<typeof listOfFailedFees>>["rows"][number];

/** The results of a debit that failed. */
export const failures = debitResults.filter((result) => result !== "debited");

/** What an address asks of the list of such fees: as its conditions say it, and as the query takes it. */
export function askedFailedFees(params: SearchParams) {
  const result = oneOf(params, "result", failures);
  const branch = oneParam(params, "branch");
  return {
    filter: { result, branch },
    input: { result, branchCode: branch, sort: oneParam(params, "sort") },
  };
}

/** The columns of the list of such fees, on its page and in its file. */
export async function failedFeeColumns(): Promise<readonly FileColumn<Row>[]> {
  const t = await getT("debits");
  const format = await getFormat();
  return [
    { key: "order", header: t("field.orderNumber"), text: (row) => row.orderNumber },
    { key: "failedAt", header: t("field.failedAt"), text: (row) => format.dateTime(row.settledAt) },
    {
      key: "result",
      header: t("field.lastResult"),
      text: (row) => t(`result.${row.result}`),
      cell: (row) => <Chip tone={resultTones[row.result]}>{t(`result.${row.result}`)}</Chip>,
    },
    { key: "attempt", header: t("field.attempt"), align: "end", text: (row) => row.attempt },
    {
      key: "yen",
      header: t("field.amountYen"),
      align: "end",
      text: (row) => row.dueYen,
      cell: (row) => format.yen(row.dueYen),
    },
    { key: "contract", header: t("field.contractorId"), text: (row) => row.contractorId },
    { key: "customer", header: t("field.customer"), text: (row) => row.kana },
    { key: "branch", header: t("field.branch"), text: (row) => row.branchCode },
  ];
}
