import { type Bench, withApi } from "#bench/desk.ts";
import { median, type Result } from "#bench/results.ts";
import { locked, unbound } from "./fill.ts";
import { addressOf, apiKey, contractorIdOf } from "./people.ts";

const tries = 1_000;

/** Refusals that nobody is to tell apart. Each try is another contract's, so that none turns into another kind. */
const refusals: Readonly<Record<string, (nth: number) => number>> = {
  "an unknown ID": (nth) => 5_000_000 + nth,
  "a wrong password": (nth) => nth,
  "a wrong password, no token": (nth) => unbound.from + nth,
  "a wrong password, locked": (nth) => locked.from + nth,
};

/** Medians of the four over a thousand tries each, one at a time and in turn. Throws if the answers themselves differ. */
export async function measureLookAlikes(bench: Bench): Promise<Result[]> {
  const times = new Map(Object.keys(refusals).map((name) => [name, [] as number[]]));
  const answers = new Set<string>();
  await withApi(bench, 1, async ([port]) => {
    for (let nth = 0; nth < tries; nth++) {
      for (const [name, who] of Object.entries(refusals)) {
        const from = performance.now();
        answers.add(await refuse(port ?? 0, who(nth)));
        times.get(name)?.push(performance.now() - from);
      }
    }
  });
  if (answers.size !== 1) throw new Error(`the refusals differ: ${[...answers].join("\n")}`);
  const medians = [...times].map(([name, taken]) => ({ name, value: median(taken) }));
  const values = medians.map(({ value }) => value);
  return [
    ...medians.map(({ name, value }) => ({
      name: `refusal of ${name}, median ms`,
      value,
      target: null,
      better: "lower" as const,
    })),
    {
      name: "refusals, widest gap of their medians, ms",
      value: Math.max(...values) - Math.min(...values),
      target: 5,
      better: "lower",
    },
  ];
}

/** All that an answer tells but its date. */
async function refuse(port: number, who: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/login-checks`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${apiKey}`,
      forwarded: `for=${addressOf(who)}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ contractorId: contractorIdOf(who), password: "wrong" }),
  });
  const headers = [...response.headers].filter(
    ([name]) => !/^date$|^ratelimit-(remaining|reset)$/.test(name),
  );
  return JSON.stringify([response.status, headers, await response.text()]);
}
