import { type SQL, sql } from "drizzle-orm";
import { enteredFigures, type FeeEntryKind, type openFigures } from "#core/fees/rules.ts";

type Sums<Figures extends readonly string[]> = Readonly<Record<Figures[number], SQL>>;

const kindIn = (...kinds: FeeEntryKind[]): SQL =>
  sql`e.kind in (${sql.raw(kinds.map((kind) => `'${kind}'`).join(", "))})`;

/** What those entries `e` of fees `f` come to of which `when` is so, figure by figure. */
export function enteredSums(when: SQL): Sums<typeof enteredFigures> {
  const yenOf = (...kinds: FeeEntryKind[]) =>
    sql`coalesce(sum(e.amount_yen) filter (where ${kindIn(...kinds)} and ${when}), 0)`;
  return {
    assessed_count: sql`count(*) filter (where ${kindIn("assessed")} and ${when})`,
    net_yen: sql`coalesce(sum(f.net_yen) filter (where ${kindIn("assessed")} and ${when}), 0)`,
    tax_yen: sql`coalesce(sum(case e.kind when 'assessed' then f.tax_yen when 'adjusted' then e.amount_yen end)
      filter (where ${when}), 0)`,
    gross_yen: yenOf("assessed", "adjusted"),
    billed_yen: yenOf("billed"),
    collected_yen: yenOf("collected"),
    waived_yen: yenOf("waived"),
    reversed_yen: yenOf("reversed"),
    refunded_yen: yenOf("refunded"),
    failed_yen: yenOf("debit_failed"),
  };
}

/** What is open of standings `s` at an instant, figure by figure. */
export function openSums(ends: SQL): Sums<typeof openFigures> {
  const age = sql`((${ends} at time zone 'Asia/Tokyo')::date - (s.assessed_at at time zone 'Asia/Tokyo')::date)`;
  const due = (when: SQL) => sql`coalesce(sum(s.due_yen) filter (where ${when}), 0)`;
  return {
    due_count: sql`count(*) filter (where s.due_yen > 0)`,
    due_yen: due(sql`true`),
    due_30_yen: due(sql`${age} <= 30`),
    due_60_yen: due(sql`${age} between 31 and 60`),
    due_90_yen: due(sql`${age} between 61 and 90`),
    due_over_yen: due(sql`${age} > 90`),
    failed_due_yen: due(sql`s.state = 'failed'`),
    credit_yen: sql`coalesce(sum(s.credit_yen), 0)`,
  };
}

/** Sums with their names, for a selection. */
export function named(sums: Readonly<Record<string, SQL>>): SQL {
  return sql.join(
    Object.entries(sums).map(([name, sum]) => sql`${sum} as ${sql.raw(name)}`),
    sql`, `,
  );
}

/** Sums that an int holds, since those of many ints are then added up as bigints, in a third of the time of numerics. */
function ofOneFee(sums: Readonly<Record<string, SQL>>): Record<string, SQL> {
  return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sql`(${sum})::int`]));
}

type Asked = {
  /** Entries count from here on, and up to `ends` for where a fee then stands. */
  starts: SQL;
  ends: SQL;
  /** Which fees they are: those that have entries from then on; null for any. */
  since: SQL | null;
  /** And the closed month whose open fees come with them, where they have had no entry since. */
  base: SQL | null;
  /** Which of them, said of branch_code, kind and reason of the alias given. */
  about(alias: SQL): SQL;
};

/** One fee's ledger, as it stood before `ends`: what was entered from `starts` on, and what is open then. */
export function ledgerOf(feeId: SQL, { starts, ends, about }: Pick<Asked, "starts" | "ends" | "about">): SQL {
  const then = sql`e.entered_at >= ${starts}`;
  return sql`
      select l.fee_id, l.branch_code, l.kind, l.reason, l.assessed_at,
        ${sql.join(
          enteredFigures.map((name) => sql`l.${sql.raw(name)}`),
          sql`, `,
        )},
        greatest(claim - paid, 0) as due_yen, greatest(paid - claim, 0) as credit_yen,
        case when paid > claim then 'refund_due' when under_debit > 0 then 'billed'
          when claim > paid then case when failed then 'failed' else 'outstanding' end
          when claim > 0 then 'collected' when refunded then 'refunded' when waived then 'waived'
          when reversed then 'reversed' else 'free' end as state
      from (
        select f.id as fee_id, f.branch_code, f.kind, f.reason, f.assessed_at, ${named(ofOneFee(enteredSums(then)))},
          sum(case when e.kind in ('assessed', 'adjusted') then e.amount_yen
            when e.kind in ('waived', 'reversed') then -e.amount_yen else 0 end)::int as claim,
          sum(case e.kind when 'collected' then e.amount_yen when 'refunded' then -e.amount_yen else 0 end)::int as paid,
          sum(case when e.kind = 'billed' then e.amount_yen
            when e.kind = 'debit_failed' or e.way = 'debit' then -e.amount_yen else 0 end) as under_debit,
          bool_or(e.kind = 'debit_failed') as failed, bool_or(e.kind = 'refunded') as refunded,
          bool_or(e.kind = 'waived') as waived, bool_or(e.kind = 'reversed') as reversed
        from public.fees f join public.fee_entries e on e.fee_id = f.id and e.entered_at < ${ends}
        where f.id = ${feeId} and ${about(sql`f`)}
        group by f.id) l`;
}

/**
 * The common tables `stirred` and `standing`: fees as their ledgers stood at an instant, and what was entered in a time.
 * Ledger by ledger and by index, so that it costs what was stirred, and nothing of what was settled before.
 */
export function standings({ starts, ends, since, base, about }: Asked): SQL {
  const carried = sql`
      union all
      select i.fee_id, i.branch_code, i.kind, i.reason, i.assessed_at,
        ${sql.join(
          enteredFigures.map(() => sql`0`),
          sql`, `,
        )},
        i.due_yen, i.credit_yen, i.state
      from public.fee_closing_items i
      where i.month = ${base} and ${about(sql`i`)} and not exists (select from stirred s where s.fee_id = i.fee_id)`;
  return sql`
    stirred as materialized (
      select distinct e.fee_id from public.fee_entries e
      where e.entered_at < ${ends} and ${since ? sql`e.entered_at >= ${since}` : sql`true`}
    ), standing as (
      select l.* from stirred cross join lateral (
        ${ledgerOf(sql`stirred.fee_id`, { starts, ends, about })}) l${base ? carried : sql``}
    )`;
}
