import { getFormat, getT } from "#app/_lib/language.ts";
import { oneOf, oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { ClockChip } from "#app/(console)/orders/clock-chip.tsx";
import { Chip } from "#components/chip.tsx";
import type { FileColumn } from "#components/data-table.tsx";
import { mailTones, orderTones } from "#components/tone.ts";
import type { listOfOrders } from "#core/orders/list.ts";
import { openOrderStates, orderStates, orderTasks } from "#core/orders/rules.ts";

type Row = Awaited<ReturnType<typeof listOfOrders>>["rows"][number];

/** What an address asks of the list of orders: as its conditions say it, and as the query takes it. */
export function askedOrders(params: SearchParams) {
  const everything = oneParam(params, "state") === "all";
  const state = oneOf(params, "state", orderStates);
  const task = oneOf(params, "task", orderTasks);
  const branchCode = oneParam(params, "branch");
  return {
    filter: { state: state ?? (everything ? "all" : undefined), task, branch: branchCode },
    input: {
      states: state ? [state] : everything ? [] : openOrderStates,
      task,
      branchCode,
      sort: oneParam(params, "sort"),
    },
  };
}

/** The columns of the list of orders, on its page and in its file. */
export async function orderColumns(): Promise<readonly FileColumn<Row>[]> {
  const t = await getT("orders");
  const forms = await getT("forms");
  const contracts = await getT("contracts");
  const format = await getFormat();
  return [
    { key: "number", header: t("field.orderNumber"), text: (row) => row.number },
    {
      key: "state",
      header: t("field.state"),
      text: (row) => t(`state.${row.state}`),
      cell: (row) => <Chip tone={orderTones[row.state]}>{t(`state.${row.state}`)}</Chip>,
    },
    {
      key: "dueOn",
      header: t("field.dueOn"),
      text: (row) =>
        [format.shortDate(row.dueOn), row.clock === "late" && t("clock.late")].filter(Boolean).join(" "),
      cell: (row) => (
        <span className="flex items-center gap-2">
          {format.shortDate(row.dueOn)} <ClockChip clock={row.clock} />
        </span>
      ),
    },
    { key: "contractor", header: contracts("field.contractorId"), text: (row) => row.contractorId },
    { key: "kana", header: contracts("field.kana"), text: (row) => row.kana },
    {
      key: "mail",
      header: t("field.mailState"),
      text: (row) => row.mailState && t(`mailState.${row.mailState}`),
      cell: (row) =>
        row.mailState && <Chip tone={mailTones[row.mailState]}>{t(`mailState.${row.mailState}`)}</Chip>,
    },
    { key: "tracking", header: t("field.trackingNumber"), text: (row) => row.trackingNumber },
    {
      key: "kind",
      header: forms("field.kind"),
      text: (row) =>
        [forms(`kind.${row.kind}`), row.reason && forms(`reason.${row.reason}`)].filter(Boolean).join(" "),
    },
    { key: "serial", header: t("field.serial"), text: (row) => row.serial },
    { key: "branch", header: contracts("field.branch"), text: (row) => row.branchCode },
  ];
}
