import { getFormat, getT } from "#app/_lib/language.ts";
import { oneOf, oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { Chip } from "#components/chip.tsx";
import type { FileColumn } from "#components/data-table.tsx";
import { formTones } from "#components/tone.ts";
import type { listOfForms } from "#core/forms/list.ts";
import { deskFormStates, formKinds, formStates, formTasks } from "#core/forms/rules.ts";

type Row = Awaited<ReturnType<typeof listOfForms>>["rows"][number];

/** What an address asks of the list of forms: as its conditions say it, and as the query takes it. */
export function askedForms(params: SearchParams) {
  const everything = oneParam(params, "state") === "all";
  const state = oneOf(params, "state", formStates);
  const kind = oneOf(params, "kind", formKinds);
  const task = oneOf(params, "task", formTasks);
  const branchCode = oneParam(params, "branch");
  return {
    filter: { state: state ?? (everything ? "all" : undefined), kind, task, branch: branchCode },
    input: {
      states: state ? [state] : everything ? [] : deskFormStates,
      kind,
      task,
      branchCode,
      sort: oneParam(params, "sort"),
    },
  };
}

/** The columns of the list of forms, on its page and in its file. */
export async function formColumns(): Promise<readonly FileColumn<Row>[]> {
  const t = await getT("forms");
  const format = await getFormat();
  return [
    { key: "number", header: t("field.formNumber"), text: (row) => row.number },
    {
      key: "state",
      header: t("field.state"),
      text: (row) => [t(`state.${row.state}`), row.overdue && t("overdueChip")].filter(Boolean).join(" "),
      cell: (row) => (
        <span className="flex items-center gap-2">
          <Chip tone={formTones[row.state]}>{t(`state.${row.state}`)}</Chip>
          {row.overdue && <Chip tone="danger">{t("overdueChip")}</Chip>}
        </span>
      ),
    },
    {
      key: "kind",
      header: t("field.kind"),
      text: (row) =>
        [t(`kind.${row.kind}`), row.reason && t(`reason.${row.reason}`)].filter(Boolean).join(" "),
    },
    { key: "contractor", header: t("field.contractorId"), text: (row) => row.contractorId },
    { key: "kana", header: t("field.kana"), text: (row) => row.kana },
    { key: "branch", header: t("field.branch"), text: (row) => row.branchCode },
    { key: "receivedOn", header: t("field.receivedOn"), text: (row) => format.shortDate(row.receivedOn) },
    { key: "maker", header: t("field.maker"), text: (row) => row.makerName },
  ];
}
