import { v7 } from "uuid";
import { type Bench, keys } from "#bench/desk.ts";
import { median, type Result } from "#bench/results.ts";
import type { Context, StaffActor } from "#core/actor.ts";
import { connect } from "#db/client.ts";
import { fillBank } from "./fill.ts";
import { now, people } from "./ids.ts";
import { questions } from "./questions/all.ts";
import type { Question } from "./questions/question.ts";
import { choices, type Sweep, sweeps } from "./sweeps.ts";

const few = 10_000;
const many = 1_000_000;
const warmUps = 3;
const rounds = 21;
/** What the whole of a list page may take on the server, ms. */
const mostMs = 250;

/** What pages ask of the database, at a hundred times as many contracts; one process, one after the other. */
export async function run(bench: Bench): Promise<Result[]> {
  const banks = { small: await openBank(bench, few), large: await openBank(bench, many) };
  try {
    const results: Result[] = [];
    for (const [name, question] of Object.entries(questions))
      results.push(...(await askBoth(name, question, banks)));
    for (const [name, sweep] of Object.entries(sweeps))
      results.push(...(await sweepBoth(name, sweep, banks)));
    return results;
  } finally {
    await Promise.all([banks.small.close(), banks.large.close()]);
  }
}

type Banks = { small: Bank; large: Bank };

async function askBoth(name: string, { who, ask }: Question, banks: Banks): Promise<Result[]> {
  const times = { small: [] as number[], large: [] as number[] };
  for (let round = 0; round < warmUps + rounds; round++) {
    for (const size of ["small", "large"] as const) {
      const nth = Math.floor((banks[size].contracts * (round + 0.5)) / (warmUps + rounds));
      const took = await timed(() => ask(banks[size].as(who), nth));
      if (round >= warmUps) times[size].push(took);
    }
  }
  return compared(name, median(times.small), median(times.large));
}

/** Each way once: the slowest of them, and all of them together against the same. */
async function sweepBoth(name: string, sweep: Sweep, banks: Banks): Promise<Result[]> {
  let [small, large, slowest, which] = [0, 0, 0, {}];
  const all = choices(sweep);
  for (const asked of all) {
    small += await timed(() => sweep.ask(banks.small.as(sweep.who), asked));
    const took = await timed(() => sweep.ask(banks.large.as(sweep.who), asked));
    large += took;
    if (took > slowest) [slowest, which] = [took, asked];
  }
  console.log(`The slowest of the ${name}: ${JSON.stringify(which)}`);
  const of = `${name}, ${all.length} ways`;
  return [
    { name: `${of}, the slowest, ms`, value: slowest, target: mostMs, better: "lower" },
    ...compared(of, small / all.length, large / all.length),
  ];
}

function compared(name: string, littleMs: number, muchMs: number): Result[] {
  return [
    { name: `${name}, ms`, value: muchMs, target: mostMs, better: "lower" },
    { name: `${name}, against ${few}`, value: muchMs / littleMs, target: 1.3, better: "lower" },
  ];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

type Bank = {
  contracts: number;
  as(who: keyof typeof people): Context<StaffActor>;
  close(): Promise<void>;
};

async function openBank(bench: Bench, contracts: number): Promise<Bank> {
  const { db, close } = connect(await fillBank(bench, contracts), { role: "console" });
  return {
    contracts,
    as: (who) => ({
      actor: {
        kind: "staff",
        ...people[who],
        name: who,
        role: who,
        confirmedUntil: null,
        signedInAt: new Date(),
        standsInFor: [],
      },
      db,
      keys,
      now,
      request: { id: v7(), address: "192.0.2.1" },
    }),
    close,
  };
}
