import { getFormat, getT } from "#app/_lib/language.ts";
import { oneOf, oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { Chip } from "#components/chip.tsx";
import type { FileColumn } from "#components/data-table.tsx";
import { noticeTones } from "#components/tone.ts";
import type { listOfNotices } from "#core/notices/list.ts";
import { noticeEvents, noticeRecipients, noticeStates } from "#core/notices/rules.ts";

export type NoticeRow = Awaited<ReturnType<typeof listOfNotices>>["rows"][number];

/** What an address asks of the list of notices: as its conditions say it, and as the query takes it. */
export function askedNotices(params: SearchParams) {
  const asked = {
    state: oneOf(params, "state", noticeStates),
    event: oneOf(params, "event", noticeEvents),
    recipient: oneOf(params, "recipient", noticeRecipients),
    from: oneParam(params, "from"),
    until: oneParam(params, "until"),
  };
  const branch = oneParam(params, "branch");
  return {
    filter: { ...asked, branch },
    input: { ...asked, branchCode: branch, sort: oneParam(params, "sort") },
  };
}

/** The columns of the list of notices, on its page and in its file. */
export async function noticeColumns(): Promise<readonly FileColumn<NoticeRow>[]> {
  const t = await getT("notices");
  const contracts = await getT("contracts");
  const format = await getFormat();
  const outcome = (row: NoticeRow) => {
    if (row.sentAt) return t("sentAt", { at: format.second(row.sentAt) });
    if (row.printedAt) return t("printedAt", { at: format.second(row.printedAt) });
    if (row.lastError) return t("error", { code: row.lastError, count: row.tries });
    return row.tries > 0 ? t("tries", { count: row.tries }) : "";
  };
  return [
    { key: "event", header: t("field.event"), text: (row) => t(`event.${row.event}`) },
    {
      key: "state",
      header: t("field.state"),
      text: (row) => t(`state.${row.state}`),
      cell: (row) => <Chip tone={noticeTones[row.state]}>{t(`state.${row.state}`)}</Chip>,
    },
    { key: "outcome", header: t("field.outcome"), text: outcome },
    { key: "createdAt", header: t("field.createdAt"), text: (row) => format.second(row.createdAt) },
    { key: "recipient", header: t("field.recipient"), text: (row) => t(`recipient.${row.recipient}`) },
    {
      key: "contractor",
      header: contracts("field.contractorId"),
      text: (row) => row.contractorId,
      cell: (row) => (
        <a data-row href={`/contracts/${row.contractId}`}>
          {row.contractorId}
        </a>
      ),
    },
    { key: "kana", header: contracts("field.kana"), text: (row) => row.kana },
    { key: "branch", header: contracts("field.branch"), text: (row) => row.branchCode },
    {
      key: "about",
      header: t("field.about"),
      text: (row) => row.facts.formNumber ?? row.facts.orderNumber,
    },
  ];
}
