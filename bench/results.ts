import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { machine } from "./desk.ts";

/** One figure of a run. `target` is the one of the product's own standing order; null where it has none. */
export type Result = { name: string; value: number; target: number | null; better: "higher" | "lower" };

const file = "bench/results.json";

/** Prints the figures as a table and keeps them: those of this benchmark in place of its last run's. */
export function record(benchmark: string, results: readonly Result[]): void {
  const kept: (Result & { machine: string })[] = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : [];
  const others = kept.filter(({ name }) => !name.startsWith(`${benchmark}: `));
  const made = results.map((result) => ({
    ...result,
    name: `${benchmark}: ${result.name}`,
    machine: machine(),
  }));
  writeFileSync(file, `${JSON.stringify([...others, ...made], undefined, 2)}\n`);
  const width = Math.max(...results.map(({ name }) => name.length));
  for (const { name, value, target, better } of results) {
    const met =
      target === null ? "" : (better === "higher" ? value >= target : value <= target) ? "met" : "MISSED";
    console.log(
      `${name.padEnd(width)} ${tidy(value).padStart(9)} ${target === null ? "" : `${better === "higher" ? "≥" : "≤"} ${target}`.padEnd(8)} ${met}`,
    );
  }
}

/** The middle one: a single slow round, such as a checkpoint's, then decides nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function tidy(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(2);
}
