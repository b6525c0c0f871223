import { sql } from "drizzle-orm";
import type { QueueName } from "#core/home/rules.ts";
import type { Tx } from "./client.ts";
import { failedFees } from "./debits.ts";
import { type BranchScope, inBranch } from "./scope.ts";

export type Queue = { queue: QueueName; count: number; oldest: Date | null };

/**
 * What waits at the desks: for each queue how many and since when. `form_awaiting_approval` and
 * `token_request` leave out those of `makerId`, which that person may not decide.
 */
export async function countQueues(
  tx: Tx,
  scope: BranchScope,
  { makerId, today }: { makerId: string; today: string },
): Promise<Queue[]> {
  const [formsIn, requestsIn, ordersIn] = ["f", "r", "o"].map(
    (table) => inBranch(sql.raw(`${table}.branch_code`), scope) ?? sql`true`,
  );
  const rows = await tx.execute<{ queue: QueueName; count: number; oldest: string | null }>(sql`
    select 'form_' || f.state as queue, count(*)::int as count, min(coalesce(f.submitted_at, f.created_at)) as oldest
      from forms f
      where f.state in ('provisional', 'received', 'returned', 'incomplete', 'awaiting_approval') and ${formsIn}
        and not (f.state = 'awaiting_approval' and f.maker_id = ${makerId})
      group by f.state
    union all
    select 'form_overdue', count(*)::int, min(f.created_at)
      from forms f where f.state = 'provisional' and f.follow_by < ${today} and ${formsIn}
    union all
    select 'token_request', count(*)::int, min(r.proposed_at)
      from token_requests r
      where r.state = 'proposed' and r.maker_id <> ${makerId} and ${requestsIn}
    union all
    select 'order_' || o.state, count(*)::int, min(o.placed_at)
      from orders o
      where o.state in ('placed', 'allocated', 'returned') and ${ordersIn}
      group by o.state
    union all
    select 'late', count(*)::int, min(o.placed_at)
      from orders o
      where o.state in ('placed', 'allocated', 'shipped', 'returned') and o.due_on < ${today} and ${ordersIn}
    union all
    select case s.state when 'returning' then 'mail_returning' else 'mail_stuck' end, count(*)::int, min(s.shipped_at)
      from shipments s join orders o on o.id = s.order_id
      where o.state = 'shipped' and s.state in ('absent', 'held', 'returning') and ${ordersIn}
      group by 1
    union all
    select 'debit_proposed', count(*)::int, min(d.proposed_at)
      from debit_batches d where d.state = 'proposed' and d.maker_id <> ${makerId}
    union all
    select 'debit_failed', count(*)::int, min(failed."settledAt") from (${failedFees(sql`(select debit_tries from settings)`)}) failed
    union all
    select 'not_registered', count(*)::int, min(o.delivered_at)
      from orders o where o.state = 'delivered' and ${ordersIn}`);
  return [...rows].map((row) => ({ ...row, oldest: row.oldest === null ? null : new Date(row.oldest) }));
}
