import postgres from "postgres";
import { v7 } from "uuid";
import { type Bench, keys, ownDatabase } from "#bench/desk.ts";
import { median, type Result } from "#bench/results.ts";
import type { Context, StaffActor } from "#core/actor.ts";
import { connect } from "#db/client.ts";
import { fillBank, people } from "./fill.ts";
import { questions } from "./questions.ts";

const few = 10_000;
const many = 1_000_000;
const warmUps = 3;
const rounds = 21;
/** What the whole of a list page may take on the server, ms. */
const mostMs = 250;

/** What pages ask of the database, at a hundred times as many contracts; one process, one after the other. */
export async function run(bench: Bench): Promise<Result[]> {
  const [small, large] = [await openBank(bench, few), await openBank(bench, many)];
  try {
    const results: Result[] = [];
    for (const [name, question] of Object.entries(questions)) {
      const times = new Map<Bank, number[]>([
        [small, []],
        [large, []],
      ]);
      for (let round = -warmUps; round < rounds; round++) {
        for (const [bank, measured] of times) {
          const nth = Math.floor((bank.contracts * (round + warmUps + 0.5)) / (rounds + warmUps));
          const began = performance.now();
          await question.ask(bank.as(question.who), nth);
          if (round >= 0) measured.push(performance.now() - began);
        }
      }
      const [littleMs, muchMs] = [small, large].map((bank) => median(times.get(bank) ?? [])) as [
        number,
        number,
      ];
      results.push(
        { name: `${name}, ms`, value: muchMs, target: mostMs, better: "lower" },
        { name: `${name}, against ${few}`, value: muchMs / littleMs, target: 1.3, better: "lower" },
      );
    }
    return results;
  } finally {
    await Promise.all([small.close(), large.close()]);
  }
}

type Bank = {
  contracts: number;
  as(who: keyof typeof people): Context<StaffActor>;
  close(): Promise<void>;
};

async function openBank(bench: Bench, contracts: number): Promise<Bank> {
  const place = await ownDatabase(bench, `lists_${contracts}`);
  const owner = postgres(place, { max: 1, onnotice: () => {} });
  await fillBank(owner, contracts);
  await owner.end();
  const { db, close } = connect(place, { role: "console" });
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
      now: new Date("2026-11-28T10:00:00+09:00"),
      request: { id: v7(), address: "192.0.2.1" },
    }),
    close,
  };
}
