import { type SQL, sql } from "drizzle-orm";
import { enteredFigures, type FeeFigure, feeFigures, openFigures } from "#core/fees/rules.ts";
import type { OrderKind, ReissueReason } from "#core/forms/rules.ts";
import type { Tx } from "./client.ts";
import { enteredSums, named, openSums, standings } from "./fee-ledgers.ts";
import { about, type FeesAsked, inState, instant, ofAll, openAt, type Span } from "./fees-asked.ts";

export type FeeFigures = Record<FeeFigure, number>;

export type FeeReportRow = FeeFigures & {
  branch_code: string;
  branch_name: string;
  kind: OrderKind;
  reason: ReissueReason | null;
};

const list = (parts: readonly SQL[]): SQL => sql.join([...parts], sql`, `);
const nothing = (figures: readonly FeeFigure[]): SQL =>
  list(figures.map((name) => sql`0 as ${sql.raw(name)}`));

/** One by one, by its key: for some entries of many, all fees would be read otherwise. */
const feeOfEntry = sql`join lateral (select * from fees where id = e.fee_id limit 1) f on true`;

function enteredIn({ starts, ends }: Span): SQL {
  return sql`e.entered_at >= ${instant(starts)} and e.entered_at < ${instant(ends)}`;
}

/** The figures by branch, kind and reason; what has none of them is absent. */
export async function sumFees(tx: Tx, asked: FeesAsked): Promise<FeeReportRow[]> {
  return [...(await tx.execute<FeeReportRow>(feeSums(asked)))];
}

/** The report's statement by itself, for whoever measures it. */
export function feeSums(asked: FeesAsked): SQL {
  const { frozen, state } = asked;
  const { months } = frozen;
  const oneMonth = months && months.from === months.through && !frozen.before && !frozen.tail;
  // Where a fee stands at the end of a longer time, no month in it can tell.
  const parts = state && !oneMonth ? standingSums(asked) : frozenSums(asked);
  return sql`
    with ${list([...parts.tables, sql`parts as (${sql.join(parts.selected, sql` union all `)})`])}
    select p.branch_code, b.name as branch_name, p.kind, p.reason,
      ${list(feeFigures.map((name) => sql`sum(p.${sql.raw(name)})::float8 as ${sql.raw(name)}`))}
    from parts p join branches b on b.code = p.branch_code
    group by p.branch_code, b.name, p.kind, p.reason
    having ${sql.join(
      feeFigures.map((name) => sql`sum(p.${sql.raw(name)}) <> 0`),
      sql` or `,
    )}
    order by p.branch_code, p.kind, p.reason`;
}

type Parts = { tables: SQL[]; selected: SQL[] };

/** Closed months as they are frozen, entries beside them, and what is open: as frozen, or as it has become since. */
function frozenSums(asked: FeesAsked): Parts {
  const { base, months, before, tail } = asked.frozen;
  const raw = (names: readonly FeeFigure[]) => list(names.map((name) => sql.raw(name)));
  const totals = (month: SQL, entered: SQL, open: SQL) => sql`
    select s.branch_code, s.kind, s.reason, ${entered}, ${open} from fee_closing_totals s
    where s.month ${month} and ${about(asked)(sql`s`)} and ${inState(asked)}`;
  const selected: (SQL | null)[] = [
    months &&
      totals(sql`between ${months.from} and ${months.through}`, raw(enteredFigures), nothing(openFigures)),
    before &&
      sql`
        select f.branch_code, f.kind, f.reason, ${named(enteredSums(sql`true`))}, ${nothing(openFigures)}
        from fee_entries e ${feeOfEntry} where ${enteredIn(before)} and ${about(asked)(sql`f`)}
        group by f.branch_code, f.kind, f.reason`,
    tail ? sumOfStandings(asked) : totals(sql`= ${base?.month}`, nothing(enteredFigures), raw(openFigures)),
  ];
  return {
    tables: tail ? [standings(openAt(asked))] : [],
    selected: selected.filter((one) => one !== null),
  };
}

/** All of it from the ledgers: of those that were entered in, or open, and stood so at the end. */
function standingSums(asked: FeesAsked): Parts {
  const { base } = asked.frozen;
  const since = base && base.ends < asked.starts ? base.ends : asked.starts;
  const ledgers = { ...openAt(asked), starts: instant(asked.starts), since: base && instant(since) };
  return { tables: [standings(ledgers)], selected: [sumOfStandings(asked)] };
}

const sumOfStandings = (asked: FeesAsked): SQL => sql`
  select s.branch_code, s.kind, s.reason,
    ${list(enteredFigures.map((name) => sql`sum(s.${sql.raw(name)}) as ${sql.raw(name)}`))},
    ${named(openSums(instant(asked.ends)))}
  from standing s where ${inState(asked)} group by s.branch_code, s.kind, s.reason`;

type MonthSums = { month: string; count: number; gross_yen: number; collected_yen: number };

/** What was assessed and collected in each month in Japan (YYYY-MM), the oldest first; quiet months are absent. */
export async function sumFeesByMonth(tx: Tx, asked: FeesAsked): Promise<MonthSums[]> {
  return [...(await tx.execute<MonthSums>(monthSums(asked)))];
}

/** The chart's statement by itself. */
export function monthSums(asked: FeesAsked): SQL {
  const { months, before, tail } = asked.frozen;
  const live = [before, tail].filter((span) => span !== null);
  const { assessed_count, gross_yen, collected_yen } = enteredSums(sql`true`);
  const parts = [
    ...(months
      ? [
          sql`
          select s.month, s.assessed_count, s.gross_yen, s.collected_yen from fee_closing_totals s
          where s.month between ${months.from} and ${months.through} and ${about(asked)(sql`s`)}`,
        ]
      : []),
    ...live.map(
      (span) => sql`
        select to_char(e.entered_at at time zone 'Asia/Tokyo', 'YYYY-MM'), ${assessed_count}, ${gross_yen},
          ${collected_yen}
        from fee_entries e ${ofAll(asked) ? sql`` : feeOfEntry}
        where ${enteredIn(span)} and ${ofAll(asked) ? sql`true` : about(asked)(sql`f`)}
        group by 1`,
    ),
  ];
  return sql`
    select p.month, sum(p.assessed_count)::int as count, sum(p.gross_yen)::float8 as gross_yen,
      sum(p.collected_yen)::float8 as collected_yen
    from (${sql.join(parts, sql` union all `)}) p (month, assessed_count, gross_yen, collected_yen)
    group by p.month having sum(p.assessed_count) <> 0 or sum(p.gross_yen) <> 0 or sum(p.collected_yen) <> 0
    order by p.month`;
}
