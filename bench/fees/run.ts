import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { type Bench, keys } from "#bench/desk.ts";
import { findTool } from "#bench/pgbench.ts";
import { median, type Result } from "#bench/results.ts";
import { periodFrom, yearBefore } from "#core/fees/period.ts";
import { chartPeriod, feeReport } from "#core/fees/report.ts";
import { connect, type Database } from "#db/client.ts";
import { feeSums, monthSums } from "#db/fee-report.ts";
import { ScriptFailure } from "#scripts/failure.ts";
import { runTool } from "#scripts/steps.ts";
import { fillFees, orders, years } from "./fill.ts";

const rounds = 3;
const month = { from: "2025-11-01", until: "2025-11-30" };

/** The fee report as the page asks for it, on one connection, against its statements one after another in psql. */
export async function run(bench: Bench): Promise<Result[]> {
  await fillFees(bench);
  const report = connect(bench.url, { role: "report", max: 1 });
  try {
    const results: Result[] = [];
    for (const [name, asked] of [
      ["ten years", years],
      ["one month", month],
    ] as const) {
      const ours: number[] = [];
      const bare: number[] = [];
      for (let round = 0; round < rounds; round++) {
        ours.push(await timeReport(report.db, asked));
        bare.push(await timeBare(bench.url, asked));
      }
      results.push(
        {
          name: `report of ${name} over ${orders} orders, ms`,
          value: median(ours),
          target: null,
          better: "lower",
        },
        { name: `its bare SQL in psql, ${name}, ms`, value: median(bare), target: null, better: "lower" },
        {
          name: `report / its bare SQL, ${name}`,
          value: median(ours) / median(bare),
          target: 1.5,
          better: "lower",
        },
      );
    }
    return results;
  } finally {
    await report.close();
  }
}

type Days = { from: string; until: string };

async function timeReport(db: Database, asked: Days): Promise<number> {
  const request = { id: "bench", address: "" };
  const actor = { kind: "system", id: null, name: "bench" } as const;
  const began = performance.now();
  const { total } = await feeReport({ actor, db, now: new Date(), keys, request }, asked);
  const ms = performance.now() - began;
  if (total.assessed_count === 0) throw new ScriptFailure("The report found nothing");
  return ms;
}

/** The sum of what psql says that each statement took, its rows sent and read. */
async function timeBare(url: string, { from, until }: Days): Promise<number> {
  const period = periodFrom(from, until);
  const statements = [
    feeSums({ ...period, scope: null }),
    feeSums({ ...yearBefore(period), scope: null }),
    monthSums({ ...chartPeriod(period), scope: null }),
  ];
  const commands = ["\\timing on", ...statements.map(inlined)].flatMap((command) => ["-c", command]);
  const { code, output } = await runTool(findTool("psql"), ["-X", "-q", "-o", "/dev/null", ...commands, url]);
  const times = [...output.matchAll(/^Time: ([\d.]+) ms/gm)].map(([, ms]) => Number(ms));
  if (code !== 0 || times.length !== statements.length) throw new ScriptFailure(output);
  return times.reduce((sum, ms) => sum + ms, 0);
}

/** A statement with its parameters, which are days and nothing from outside, written into it. */
function inlined(statement: SQL): string {
  const { sql, params } = new PgDialect().sqlToQuery(statement);
  return sql.replace(/\$(\d+)/g, (_, nth) => `'${String(params[Number(nth) - 1])}'`);
}
