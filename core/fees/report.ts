import { z } from "zod";
import { listBranches } from "#db/branches.ts";
import { sumFees, sumFeesByMonth } from "#db/fees.ts";
import { japanDay, startOfJapanDay } from "../clock.ts";
import { query } from "../command.ts";

/** Months before the report's own that its chart shows. */
const chartedMonths = 12;

/**
 * The fees of one month in Japan (YYYY-MM, this month unless told) by branch, kind and reason, with a year of
 * months for the chart. An approver sees the branches they act for, whatever is asked for.
 */
export const feeReport = query({
  permit: "fee.read",
  input: z.object({
    month: z
      .string()
      .regex(/^20\d\d-(0[1-9]|1[0-2])$/, "month.format")
      .optional(),
    branchCode: z
      .string()
      .regex(/^\d{3}$/, "branchCode.format")
      .optional(),
  }),
  async run({ db, scope, now }, { month = japanDay(now).slice(0, 7), branchCode }) {
    const asked = branchCode !== undefined && (scope === null || scope.includes(branchCode));
    const shown = asked ? [branchCode] : scope;
    const until = startOfJapanDay(`${monthAfter(month, 1)}-01`);
    const [rows, byMonth, branches] = await Promise.all([
      sumFees(db, { from: startOfJapanDay(`${month}-01`), until, scope: shown }),
      sumFeesByMonth(db, {
        from: startOfJapanDay(`${monthAfter(month, -chartedMonths)}-01`),
        until,
        scope: shown,
      }),
      listBranches(db),
    ]);
    const grossOf = new Map(byMonth.map((sum) => [sum.month, sum]));
    return {
      month,
      branchCode: shown?.length === 1 ? (shown[0] ?? null) : null,
      branches: scope === null ? branches : branches.filter((one) => scope.includes(one.code)),
      rows,
      total: {
        count: sumOf(rows, "count"),
        netYen: sumOf(rows, "net_yen"),
        taxYen: sumOf(rows, "tax_yen"),
        grossYen: sumOf(rows, "gross_yen"),
        collectedYen: sumOf(rows, "collected_yen"),
        waivedYen: sumOf(rows, "waived_yen"),
        reversedYen: sumOf(rows, "reversed_yen"),
      },
      months: Array.from({ length: chartedMonths + 1 }, (_, index) => {
        const name = monthAfter(month, index - chartedMonths);
        return {
          month: name,
          count: grossOf.get(name)?.count ?? 0,
          grossYen: grossOf.get(name)?.grossYen ?? 0,
        };
      }),
    };
  },
});

/** The month so many months later (or, negative, earlier), as YYYY-MM. */
export function monthAfter(month: string, count: number): string {
  const at = new Date(`${month}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + count);
  return at.toISOString().slice(0, 7);
}

function sumOf<Key extends string>(rows: readonly Record<Key, number>[], key: Key): number {
  return rows.reduce((sum, row) => sum + row[key], 0);
}
