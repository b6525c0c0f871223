import { z } from "zod";
import { listBranches } from "#db/branches.ts";
import { findLastClosedMonth } from "#db/fee-closings.ts";
import { type FeeFigures, sumFees, sumFeesByMonth } from "#db/fee-report.ts";
import type { FeesAsked } from "#db/fees-asked.ts";
import type { BranchScope } from "#db/scope.ts";
import { query } from "../command.ts";
import { orderingKinds, reissueReasons } from "../forms/rules.ts";
import { frozenIn } from "./frozen.ts";
import {
  monthAfter,
  monthsOf,
  type Period,
  periodFrom,
  periodInput,
  periodOf,
  yearBefore,
} from "./period.ts";
import { feeFigures, feeStates } from "./rules.ts";

/** Months that a chart has at most, and those before a month that stands alone. */
const chartedMost = 36;
const chartedBefore = 12;

export const reportInput = {
  ...periodInput,
  branchCode: z
    .string()
    .regex(/^\d{3}$/, "branchCode.format")
    .optional(),
  kind: z.enum(orderingKinds).optional(),
  reason: z.enum(reissueReasons).optional(),
  state: z.enum(feeStates).optional(),
};

type Conditions = z.output<z.ZodObject<typeof reportInput>>;

/** What a report asks of the ledgers. An approver asks for the branches they act for, whatever is asked for. */
export function askedOf(
  { branchCode, kind, reason, state, ...period }: Conditions,
  { scope, now, lastClosed }: { scope: BranchScope; now: Date; lastClosed: string | undefined },
): { period: Period; asked: FeesAsked; branchCode: string | null } {
  const allowed = branchCode !== undefined && (scope === null || scope.includes(branchCode));
  const shown = allowed ? [branchCode] : scope;
  const found = periodOf(period, now);
  return {
    period: found,
    asked: { ...found, frozen: frozenIn(found, lastClosed), scope: shown, kind, reason, state },
    branchCode: shown?.length === 1 ? (shown[0] ?? null) : null,
  };
}

/**
 * The fees of a period of days in Japan by branch, kind and reason: what was entered in it, and what was open at its
 * end, by how long; the same of the year before, and month by month beside the year before for the chart. A `state` is
 * where fees stood at the end.
 */
export const feeReport = query({
  permit: "fee.read",
  input: z.object(reportInput),
  async run({ db, scope, now }, conditions) {
    const lastClosed = await findLastClosedMonth(db);
    const { period, asked, branchCode } = askedOf(conditions, { scope, now, lastClosed });
    const of = (other: Period) => ({ ...asked, ...other, frozen: frozenIn(other, lastClosed) });
    const charted = chartedMonths(period);
    const [rows, before, byMonth, branches] = await Promise.all([
      sumFees(db, asked),
      sumFees(db, of(yearBefore(period))),
      sumFeesByMonth(db, of(chartPeriod(period))),
      listBranches(db),
    ]);
    const sums = new Map(byMonth.map((sum) => [sum.month, sum]));
    return {
      period,
      branchCode,
      branches: scope === null ? branches : branches.filter((one) => scope.includes(one.code)),
      rows,
      total: totalOf(rows),
      before: totalOf(before),
      months: charted.map((month) => ({
        month,
        count: sums.get(month)?.count ?? 0,
        grossYen: sums.get(month)?.gross_yen ?? 0,
        collectedYen: sums.get(month)?.collected_yen ?? 0,
        grossYenBefore: sums.get(monthAfter(month, -12))?.gross_yen ?? 0,
      })),
    };
  },
});

/** All that a report's chart looks at: its months, and those of the year before them. */
export function chartPeriod(period: Period): Period {
  return periodFrom(`${monthAfter(chartedMonths(period)[0] ?? "", -12)}-01`, period.until);
}

function chartedMonths(period: Period): string[] {
  const months = monthsOf(period);
  if (months.length > 1) return months.slice(-chartedMost);
  const [only = ""] = months;
  return monthsOf({ from: `${monthAfter(only, -chartedBefore)}-01`, until: period.until });
}

function totalOf(rows: readonly FeeFigures[]): FeeFigures {
  const sums = feeFigures.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)]);
  return Object.fromEntries(sums) as FeeFigures;
}
