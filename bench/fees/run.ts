import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Bench } from "#bench/desk.ts";
import { findTool } from "#bench/pgbench.ts";
import { median, type Result } from "#bench/results.ts";
import { frozenIn } from "#core/fees/frozen.ts";
import { listOfFees } from "#core/fees/list.ts";
import { type Period, periodFrom, yearBefore } from "#core/fees/period.ts";
import { chartPeriod, feeReport } from "#core/fees/report.ts";
import { type Connection, connect } from "#db/client.ts";
import { findLastClosedMonth } from "#db/fee-closings.ts";
import { feeSums, monthSums } from "#db/fee-report.ts";
import { ScriptFailure } from "#scripts/failure.ts";
import { runTool } from "#scripts/steps.ts";
import { closeAll, fillFees, orders, systemContext } from "./fill.ts";

const rounds = 5;
/** What the whole of a list page may take on the server, ms. */
const mostMs = 250;

/** What is asked for, on the last evening: the month before is closed, its own is not. */
const periods = {
  "the open month": { from: "2026-03-01", until: "2026-03-31" },
  "a closed month": { from: "2025-11-01", until: "2025-11-30" },
  "the year": { from: "2025-04-01", until: "2026-03-31" },
  "ten years": { from: "2016-04-01", until: "2026-03-31" },
} as const;

/** Lists behind figures of the year and of ten: of all branches, of one row of the report, of a state. */
const row = { branchCode: "107", kind: "reissue", reason: "stolen" };
const [year, tenYears] = [periods["the year"], periods["ten years"]];
const lists = {
  "assessed in the year": { ...year, share: "assessed" },
  "collected in the year": { ...year, share: "collected" },
  "due at its end": { ...year, share: "due" },
  "collected in the year, of one row": { ...year, ...row, share: "collected" },
  "assessed in the year and waived": { ...year, state: "waived" },
  "assessed in ten years": { ...tenYears, share: "assessed" },
  "assessed in ten years, the oldest first": { ...tenYears, sort: "at" },
  "collected in ten years, of one branch": { ...tenYears, branchCode: "107", share: "collected" },
  "waived in ten years": { ...tenYears, share: "waived" },
} as const;

type Days = { from: string; until: string };

/**
 * The fee report as the page asks for it, on one connection, against its statements one after another in psql: sums of
 * the open entries beside what is frozen of closed months. And the fees behind its figures, a page of them.
 */
export async function run(bench: Bench): Promise<Result[]> {
  const url = await fillFees(bench);
  const [desk, report] = [connect(url, { max: 1 }), connect(url, { role: "report", max: 1 })];
  try {
    await closeAll(desk.db);
    const lastClosed = await findLastClosedMonth(desk.db);
    const results: Result[] = [];
    for (const [name, asked] of Object.entries(periods)) {
      const [ours, bare]: [number[], number[]] = [[], []];
      for (let round = 0; round <= rounds; round++) {
        ours.push(await timed(() => askReport(report, asked)));
        bare.push(await timeBare(url, asked, lastClosed));
      }
      results.push(
        { name: `report of ${name}, ${orders} orders, ms`, ...of(ours), target: mostMs },
        { name: `its bare SQL in psql, ${name}, ms`, ...of(bare), target: null },
        { name: `report / its bare SQL, ${name}`, ...of(ours, bare), target: 1.5 },
      );
    }
    for (const [name, asked] of Object.entries(lists)) {
      const listed: number[] = [];
      for (let round = 0; round <= rounds; round++) listed.push(await timed(() => askList(desk, asked)));
      results.push({ name: `list of fees, ${name}, ms`, ...of(listed), target: mostMs });
    }
    return results;
  } finally {
    await Promise.all([desk.close(), report.close()]);
  }
}

/** The median of some rounds but the first, which reads what the others find in memory; divided by another's. */
function of(ms: readonly number[], by?: readonly number[]): Pick<Result, "value" | "better"> {
  return { value: median(ms.slice(1)) / (by ? median(by.slice(1)) : 1), better: "lower" };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function askList({ db }: Connection, asked: (typeof lists)[keyof typeof lists]): Promise<void> {
  const { rows } = await listOfFees(systemContext(db), asked);
  if (rows.length === 0) throw new ScriptFailure("A list found nothing");
}

async function askReport({ db }: Connection, asked: Days): Promise<void> {
  const { total } = await feeReport(systemContext(db), asked);
  if (total.assessed_count === 0) throw new ScriptFailure("The report found nothing");
}

/** The sum of what psql says that each statement took, its rows sent and read. */
async function timeBare(url: string, { from, until }: Days, lastClosed: string | undefined): Promise<number> {
  const period = periodFrom(from, until);
  const asked = (one: Period) => ({ ...one, frozen: frozenIn(one, lastClosed), scope: null });
  const statements = [
    feeSums(asked(period)),
    feeSums(asked(yearBefore(period))),
    monthSums(asked(chartPeriod(period))),
  ];
  const told = ["set role report", "set work_mem = '32MB'", "\\timing on", ...statements.map(inlined)];
  const { code, output } = await runTool(findTool("psql"), [
    ...["-X", "-q", "-o", "/dev/null"],
    ...told.flatMap((command) => ["-c", command]),
    url,
  ]);
  const times = [...output.matchAll(/^Time: ([\d.]+) ms/gm)].map(([, ms]) => Number(ms));
  if (code !== 0 || times.length !== statements.length) throw new ScriptFailure(output);
  return times.reduce((sum, ms) => sum + ms, 0);
}

/** A statement with its parameters, which are days and nothing from outside, written into it. */
function inlined(statement: SQL): string {
  const { sql, params } = new PgDialect().sqlToQuery(statement);
  return sql.replace(/\$(\d+)/g, (_, nth) => `'${String(params[Number(nth) - 1])}'`);
}
