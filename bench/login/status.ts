import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { type Bench, withApi } from "#bench/desk.ts";
import { type Load, load } from "#bench/load.ts";
import { pgbench } from "#bench/pgbench.ts";
import { median, type Result } from "#bench/results.ts";
import { findStatuses } from "#db/status.ts";
import { contracts } from "./fill.ts";
import { contractorIdOf } from "./people.ts";
import { get } from "./requests.ts";

const seconds = 5;
const rounds = 3;

/** GET /contracts/…/status against pgbench running the very select that it runs, one contract at a time. */
export async function measureStatus(bench: Bench): Promise<Result[]> {
  const select = await statusSelect(bench.url);
  const bare: number[] = [];
  const loads: Load[] = [];
  for (let round = 0; round < rounds; round++) {
    bare.push(await pgbench(bench.url, select, { seconds }));
    loads.push(
      await withApi(bench, 1, (ports) => load({ ports, connections: 32, seconds, talk: customers, kindOf })),
    );
  }
  const wrong = loads.find(({ answers }) => Object.keys(answers).join() !== "200");
  if (wrong) throw new Error(`not the answers that were to be measured: ${JSON.stringify(wrong.answers)}`);
  const ratios = loads.map(({ perSecond }, round) => perSecond / (bare[round] ?? Number.NaN));
  const perSecond = median(loads.map((one) => one.perSecond));
  return [
    {
      name: "pgbench, the status select, 32 clients, a second",
      value: median(bare),
      target: null,
      better: "higher",
    },
    { name: "status, 1 process, 32 connections, a second", value: perSecond, target: null, better: "higher" },
    {
      name: "status, 1 process, 32 connections, against pgbench",
      value: median(ratios),
      target: 0.5,
      better: "higher",
    },
    { name: "status, p95 ms", value: median(loads.map(({ p95 }) => p95)), target: null, better: "lower" },
  ];
}

const kindOf = (answer: string) => answer.slice(9, 12);

function customers(): () => Buffer {
  return () => get(`/contracts/${contractorIdOf(Math.floor(Math.random() * contracts))}/status`);
}

/** The select as the driver sends it, its parameters written in. */
async function statusSelect(url: string): Promise<string> {
  const sent: { text: string; given: unknown[] }[] = [];
  const sql = postgres(url, { max: 1, debug: (_, text, given) => sent.push({ text, given }) });
  await findStatuses(drizzle(sql), [contractorIdOf(0)], new Date());
  await sql.end();
  const { text = "", given = [] } =
    sent.findLast((statement) => statement.text.includes("login_accounts")) ?? {};
  const filled = text.replaceAll(/\$(\d+)/g, (_, nth) => {
    const value = given[Number(nth) - 1];
    return Array.isArray(value) || String(value).startsWith("{")
      ? "array[(80000000000 + :who)::text]"
      : `'${value}'`;
  });
  return `\\set who random(0, ${contracts - 1})\n${filled.replaceAll(/\s+/g, " ")};\n`;
}
