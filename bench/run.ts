import { ScriptFailure } from "#scripts/failure.ts";
import { runScript } from "#scripts/run.ts";
import { type Bench, openBench } from "./desk.ts";
import { type Result, record } from "./results.ts";

/** Each measures and what it is measured against, in one run on one machine. */
const benchmarks: Readonly<Record<string, () => Promise<{ run(bench: Bench): Promise<Result[]> }>>> = {
  login: () => import("./login/run.ts"),
  fees: () => import("./fees/run.ts"),
  pages: () => import("./pages/run.ts"),
  "full-pages": () => import("./pages/full.ts"),
  import: () => import("./import/run.ts"),
  lists: () => import("./lists/run.ts"),
  audit: () => import("./audit/run.ts"),
};

/** `npm run bench -- login`. */
await runScript(async () => {
  const name = process.argv[2] ?? "";
  const load = benchmarks[name];
  if (!load) throw new ScriptFailure(`Say which: npm run bench -- ${Object.keys(benchmarks).join(" | ")}`);
  const bench = await openBench();
  try {
    const { run } = await load();
    record(name, await run(bench));
  } finally {
    await bench.stop();
  }
});
