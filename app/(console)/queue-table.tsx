import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { addDays, japanDay } from "#core/clock.ts";
import type { readAccountQueues } from "#core/home/read-accounts.ts";
import type { QueueName } from "#core/home/rules.ts";

const queueHref: Record<QueueName, string> = {
  form_overdue: "/forms?task=form_overdue",
  form_provisional: "/forms?state=provisional",
  form_received: "/forms?state=received",
  form_returned: "/forms?state=returned",
  form_incomplete: "/forms?state=incomplete",
  form_awaiting_approval: "/forms?state=awaiting_approval",
  token_request: "/tokens/requests",
  address_change: "/notices/addresses",
  order_placed: "/orders?state=placed",
  order_allocated: "/orders?state=allocated",
  mail_silent: "/orders?task=mail_silent",
  mail_stuck: "/orders?task=mail_stuck",
  mail_returning: "/orders?task=mail_returning",
  order_returned: "/orders?state=returned",
  return_kept: "/orders?task=return_kept",
  late: "/orders?task=late",
  not_registered: "/orders?state=delivered",
  notice_to_print: "/notices?state=to_print",
  notice_failed: "/notices?state=failed",
  fee_request: "/fees/requests",
  fee_rule: "/fees/rules",
  debit_proposed: "/debits?state=proposed",
  debit_failed: "/debits/failed",
  setting: "/settings",
  branch_mail: "/notices/branches",
  staff_change: "/staff/changes",
  staff_locked: "/staff?state=locked",
  staff_no_link: "/staff?state=no_link",
  client_change: "/clients?needs=waits",
  client_key_soon: "/clients?needs=soon",
};

type Props = {
  queues: Awaited<ReturnType<typeof readAccountQueues>>;
  now: Date;
  /** Of no queues at all. */
  nothing: string;
};

/** What waits: of each queue how many, since when, and the way in. */
export async function QueueTable({ queues, now, nothing }: Props) {
  const t = await getT("home");
  const format = await getFormat();
  if (queues.length === 0) return <EmptyState title={t("nothing")}>{nothing}</EmptyState>;
  const today = japanDay(now);
  return (
    <DataTable
      language={await getLanguage()}
      caption={t("title")}
      short
      rows={queues}
      rowKey={(row) => row.queue}
      rowHref={(row) => queueHref[row.queue]}
      columns={[
        { key: "queue", header: t("column.queue"), cell: (row) => t(`queue.${row.queue}`) },
        {
          key: "count",
          header: t("column.count"),
          align: "end",
          cell: (row) => format.number(row.count),
        },
        {
          key: "oldest",
          header: t("column.oldest"),
          cell: (row) => row.oldest && t("oldest", { date: format.date(row.oldest), age: age(row.oldest) }),
        },
      ]}
    />
  );

  function age(at: Date): string {
    let days = 0;
    for (let day = japanDay(at); day < today; day = addDays(day, 1)) days++;
    return days === 0 ? t("today") : t("ageDays", { days });
  }
}
