import { type SQL, sql } from "drizzle-orm";
import type { QueueName } from "#core/home/rules.ts";
import type { MailLimits } from "#core/shipments/rules.ts";
import type { Tx } from "./client.ts";
import { failedFees } from "./failed-debits.ts";
import { keptOut, returnedAt } from "./kept-out.ts";
import { type BranchScope, inBranch } from "./scope.ts";

export type Queue = { queue: QueueName; count: number; oldest: Date | null };

type Given = { makerId: string; today: string } & MailLimits;

/**
 * What waits at the desks: for each queue that is asked for how many and since when. Each place is read once, and none
 * for whom nothing waits there. `form_awaiting_approval` and the proposals leave out those of `makerId`, which that
 * person may not decide.
 */
export async function countQueues(
  tx: Tx,
  scope: BranchScope,
  { names, ...given }: Given & { names: readonly QueueName[] },
): Promise<Queue[]> {
  const places = [formQueues, orderQueues, mailQueues, noticeQueues, requestQueues, moneyQueues]
    .map((place) => place(scope, given))
    .filter(({ holds }) => names.some((name) => holds.test(name)));
  if (places.length === 0) return [];
  const all = sql.join(
    places.map(({ counted }) => counted),
    sql` union all `,
  );
  const rows = await tx.execute<{ queue: QueueName; count: number; oldest: string | null }>(all);
  return [...rows]
    .filter(({ queue }) => names.includes(queue))
    .map((row) => ({ ...row, oldest: row.oldest === null ? null : new Date(row.oldest) }));
}

type Place = { holds: RegExp; counted: SQL };

const within = (table: string, scope: BranchScope) =>
  inBranch(sql.raw(`${table}.branch_code`), scope) ?? sql`true`;

function formQueues(scope: BranchScope, { makerId, today }: Given): Place {
  return {
    holds: /^form_/,
    counted: sql`(with f as materialized (
        select f.state, count(*) as n, min(coalesce(f.submitted_at, f.created_at)) as oldest,
          count(*) filter (where f.follow_by < ${today}) as late, min(f.created_at) filter (where f.follow_by < ${today}) as late_oldest
        from forms f
        where f.state in ('provisional', 'received', 'returned', 'incomplete', 'awaiting_approval')
          and ${within("f", scope)} and not (f.state = 'awaiting_approval' and f.maker_id = ${makerId})
        group by f.state)
      select 'form_' || state as queue, n::int as count, oldest from f
      union all select 'form_overdue', late::int, late_oldest from f where state = 'provisional')`,
  };
}

function orderQueues(scope: BranchScope, { today }: Given): Place {
  return {
    holds: /^(order_|late|not_registered)/,
    counted: sql`(with o as materialized (
        select o.state, count(*) as n, min(o.placed_at) as oldest, min(o.delivered_at) as delivered,
          count(*) filter (where o.due_on < ${today}) as late, min(o.placed_at) filter (where o.due_on < ${today}) as late_oldest
        from orders o
        where o.state in ('placed', 'allocated', 'shipped', 'delivered', 'returned') and ${within("o", scope)}
        group by o.state)
      select 'order_' || state as queue, n::int as count, oldest from o where state in ('placed', 'allocated', 'returned')
      union all select 'not_registered', n::int, delivered from o where state = 'delivered'
      union all select 'late', sum(late)::int, min(late_oldest) from o where state <> 'delivered')`,
  };
}

function mailQueues(scope: BranchScope, { today, silentSince, returnedKeptMonths }: Given): Place {
  return {
    holds: /^(mail_|return_kept)/,
    counted: sql`(select case s.state when 'returning' then 'mail_returning' else 'mail_stuck' end as queue,
        count(*)::int as count, min(s.shipped_at) as oldest
      from shipments s join orders o on o.id = s.order_id
      where o.state = 'shipped' and s.state in ('absent', 'held', 'returning') and ${within("o", scope)}
      group by 1
      union all
      select 'mail_silent', count(*)::int, min(s.heard_at)
      from shipments s join orders o on o.id = s.order_id
      where o.state = 'shipped' and s.heard_at < ${silentSince.toISOString()} and ${within("o", scope)}
        and s.state in ('posted', 'in_transit', 'arrived', 'out_for_delivery', 'absent', 'held', 'returning')
      union all
      select 'return_kept', count(*)::int, min(${returnedAt(sql`o.id`)}) from orders o
      where o.state = 'returned' and ${within("o", scope)} and ${keptOut(sql`o.id`, today, returnedKeptMonths)})`,
  };
}

function noticeQueues(scope: BranchScope): Place {
  return {
    holds: /^notice_/,
    counted: sql`(select 'notice_' || n.state as queue, count(*)::int as count, min(n.created_at) as oldest
      from notices n where n.state in ('to_print', 'failed') and ${within("n", scope)}
      group by n.state)`,
  };
}

function requestQueues(scope: BranchScope, { makerId }: Given): Place {
  return {
    holds: /^(token_request|address_change|branch_mail)$/,
    counted: sql`select 'token_request' as queue, count(*)::int as count, min(r.proposed_at) as oldest
      from token_requests r
      where r.state = 'proposed' and r.maker_id <> ${makerId} and ${within("r", scope)}
      union all
      select case when m.contract_id is null then 'branch_mail' else 'address_change' end, count(*)::int,
        min(m.proposed_at)
      from mail_address_changes m
      where m.state = 'proposed' and m.maker_id <> ${makerId} and ${within("m", scope)}
      group by 1`,
  };
}

/** What head office decides, of all branches. */
function moneyQueues(_: BranchScope, { makerId }: Given): Place {
  const proposed = (queue: QueueName, table: string) => sql`
      select ${queue} as queue, count(*)::int as count, min(proposed_at) as oldest
        from ${sql.raw(table)} where state = 'proposed' and maker_id <> ${makerId}
      union all`;
  return {
    holds: /^(fee_|debit_|setting)/,
    counted: sql`${proposed("fee_request", "fee_requests")} ${proposed("fee_rule", "fee_rule_changes")}
      ${proposed("setting", "setting_changes")} ${proposed("debit_proposed", "debit_batches")}
      select 'debit_failed', count(*)::int, min(failed."settledAt")
        from (${failedFees(sql`(select debit_tries from settings)`)}) failed`,
  };
}
