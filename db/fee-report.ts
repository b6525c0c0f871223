import { type SQL, sql } from "drizzle-orm";
import type { FeeShare, FeeState } from "#core/fees/rules.ts";
import type { OrderKind, ReissueReason } from "#core/forms/rules.ts";
import type { Tx } from "./client.ts";
import { type BranchScope, inBranch } from "./scope.ts";

/** Which fees a report is about, and of which time: from `starts` on and before `ends`. */
export type FeesAsked = {
  starts: Date;
  ends: Date;
  scope: BranchScope;
  kind?: OrderKind | undefined;
  reason?: ReissueReason | undefined;
  state?: FeeState | undefined;
};

/** What a report tells of fees, in counts and whole yen: what was entered in its time, and what is open at its end. */
export const feeFigures = [
  "assessed_count",
  "net_yen",
  "tax_yen",
  "gross_yen",
  "collected_yen",
  "waived_yen",
  "reversed_yen",
  "refunded_yen",
  "failed_yen",
  "due_count",
  "due_yen",
  "due_30_yen",
  "due_60_yen",
  "due_90_yen",
  "due_over_yen",
  "failed_due_yen",
  "credit_yen",
] as const;
export type FeeFigures = Record<(typeof feeFigures)[number], number>;

export type FeeReportRow = FeeFigures & {
  branch_code: string;
  branch_name: string;
  kind: OrderKind;
  reason: ReissueReason | null;
};

const about = ({
  scope,
  kind,
  reason,
}: FeesAsked): SQL => sql`${inBranch(sql`f.branch_code`, scope) ?? sql`true`}
  and ${kind ? sql`f.kind = ${kind}` : sql`true`} and ${reason ? sql`f.reason = ${reason}` : sql`true`}`;

/** Each fee as its ledger stood at the end of a time, and what of it was entered in that time. */
const standing = (asked: FeesAsked): SQL => {
  const then = sql`entered_at >= ${asked.starts.toISOString()}`;
  const entered = (kind: SQL) => sql`coalesce(sum(amount_yen) filter (where ${kind} and ${then}), 0)`;
  return sql`
    ledger as (
      select fee_id,
        sum(case when kind in ('assessed', 'adjusted') then amount_yen
          when kind in ('waived', 'reversed') then -amount_yen else 0 end) as claim,
        sum(case kind when 'collected' then amount_yen when 'refunded' then -amount_yen else 0 end) as paid,
        sum(case when kind = 'billed' then amount_yen
          when kind = 'debit_failed' or way = 'debit' then -amount_yen else 0 end) as under_debit,
        bool_or(kind = 'debit_failed') as failed, bool_or(kind = 'refunded') as refunded,
        bool_or(kind = 'waived') as waived, bool_or(kind = 'reversed') as reversed,
        count(*) filter (where ${then}) as entries,
        ${entered(sql`kind = 'assessed'`)} as assessed_yen, ${entered(sql`kind = 'adjusted'`)} as adjusted_yen,
        ${entered(sql`kind = 'collected'`)} as collected_yen, ${entered(sql`kind = 'waived'`)} as waived_yen,
        ${entered(sql`kind = 'reversed'`)} as reversed_yen, ${entered(sql`kind = 'refunded'`)} as refunded_yen,
        ${entered(sql`kind = 'debit_failed'`)} as failed_yen
      from fee_entries where entered_at < ${asked.ends.toISOString()}
      group by fee_id
    ), standing as (
      select f.*, l.*, f.assessed_at >= ${asked.starts.toISOString()} as is_new,
        greatest(claim - paid, 0) as due_yen, greatest(paid - claim, 0) as credit_yen,
        (${asked.ends.toISOString()}::timestamptz at time zone 'Asia/Tokyo')::date
          - (f.assessed_at at time zone 'Asia/Tokyo')::date as age_days,
        case when paid > claim then 'refund_due' when under_debit > 0 then 'billed'
          when claim > paid then case when failed then 'failed' else 'outstanding' end
          when claim > 0 then 'collected' when refunded then 'refunded' when waived then 'waived'
          when reversed then 'reversed' else 'free' end as state
      from ledger l join fees f on f.id = l.fee_id
      where ${about(asked)}
    )`;
};

const inState = ({ state }: FeesAsked): SQL => (state ? sql`state = ${state}` : sql`true`);

/** The figures by branch, kind and reason; what has none of them is absent. */
export async function sumFees(tx: Tx, asked: FeesAsked): Promise<FeeReportRow[]> {
  return [...(await tx.execute<FeeReportRow>(feeSums(asked)))];
}

/** The report's statement by itself, for whoever measures it. */
export function feeSums(asked: FeesAsked): SQL {
  const due = (when: SQL) => sql`coalesce(sum(due_yen) filter (where ${when}), 0)::float8`;
  return sql`
    with ${standing(asked)}
    select s.branch_code, b.name as branch_name, s.kind, s.reason,
      count(*) filter (where is_new)::int as assessed_count,
      coalesce(sum(net_yen) filter (where is_new), 0)::float8 as net_yen,
      (coalesce(sum(tax_yen) filter (where is_new), 0) + sum(adjusted_yen))::float8 as tax_yen,
      sum(assessed_yen + adjusted_yen)::float8 as gross_yen, sum(collected_yen)::float8 as collected_yen,
      sum(waived_yen)::float8 as waived_yen, sum(reversed_yen)::float8 as reversed_yen,
      sum(refunded_yen)::float8 as refunded_yen, sum(failed_yen)::float8 as failed_yen,
      count(*) filter (where due_yen > 0)::int as due_count, sum(due_yen)::float8 as due_yen,
      ${due(sql`age_days <= 30`)} as due_30_yen, ${due(sql`age_days between 31 and 60`)} as due_60_yen,
      ${due(sql`age_days between 61 and 90`)} as due_90_yen, ${due(sql`age_days > 90`)} as due_over_yen,
      ${due(sql`state = 'failed'`)} as failed_due_yen, sum(credit_yen)::float8 as credit_yen
    from standing s join branches b on b.code = s.branch_code
    where ${inState(asked)} and (entries > 0 or due_yen > 0 or credit_yen > 0)
    group by s.branch_code, b.name, s.kind, s.reason
    order by s.branch_code, s.kind, s.reason`;
}

type MonthSums = { month: string; count: number; gross_yen: number; collected_yen: number };

/** What was assessed and collected in each month in Japan (YYYY-MM), the oldest first; quiet months are absent. */
export async function sumFeesByMonth(tx: Tx, asked: FeesAsked): Promise<MonthSums[]> {
  return [...(await tx.execute<MonthSums>(monthSums(asked)))];
}

/** The chart's statement by itself. */
export function monthSums(asked: FeesAsked): SQL {
  return sql`
    select to_char(e.entered_at at time zone 'Asia/Tokyo', 'YYYY-MM') as month,
      count(*) filter (where e.kind = 'assessed')::int as count,
      coalesce(sum(e.amount_yen) filter (where e.kind in ('assessed', 'adjusted')), 0)::float8 as gross_yen,
      coalesce(sum(e.amount_yen) filter (where e.kind = 'collected'), 0)::float8 as collected_yen
    from fee_entries e join fees f on f.id = e.fee_id
    where e.entered_at >= ${asked.starts.toISOString()} and e.entered_at < ${asked.ends.toISOString()}
      and e.kind in ('assessed', 'adjusted', 'collected') and ${about(asked)}
    group by 1 order by 1`;
}

/** The figures of a report that lead to the fees behind them, with what each fee has of it. */
const shares = {
  assessed: sql`case when is_new then assessed_yen + adjusted_yen else nullif(adjusted_yen, 0) end`,
  collected: sql`nullif(collected_yen, 0)`,
  waived: sql`nullif(waived_yen, 0)`,
  reversed: sql`nullif(reversed_yen, 0)`,
  refunded: sql`nullif(refunded_yen, 0)`,
  failed: sql`nullif(failed_yen, 0)`,
  due: sql`nullif(due_yen, 0)`,
  credit: sql`nullif(credit_yen, 0)`,
} satisfies Record<FeeShare, SQL>;

export type FeeListRow = {
  id: string;
  order_number: number;
  branch_code: string;
  kind: OrderKind;
  reason: ReissueReason | null;
  assessed_at: Date;
  gross_yen: number;
  share_yen: number;
  state: FeeState;
  total: number;
};

/** The fees behind one figure of a report, the newest first, one page of them; each row says how many in all. */
export async function listFeesBehind(
  tx: Tx,
  asked: FeesAsked,
  { share, offset, limit }: { share: FeeShare; offset: number; limit: number },
): Promise<FeeListRow[]> {
  const rows = await tx.execute<Omit<FeeListRow, "assessed_at"> & { assessed_at: string }>(sql`
    with ${standing(asked)}
    select s.id, o.number as order_number, s.branch_code, s.kind, s.reason, s.assessed_at, s.gross_yen,
      (${shares[share]})::float8 as share_yen, s.state, count(*) over ()::int as total
    from standing s join orders o on o.id = s.order_id
    where ${inState(asked)} and ${shares[share]} is not null
    order by s.assessed_at desc, s.id desc limit ${limit} offset ${offset}`);
  return [...rows].map((row) => ({ ...row, assessed_at: new Date(row.assessed_at) }));
}
