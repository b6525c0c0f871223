import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Bench, keys } from "#bench/desk.ts";
import { median, type Result } from "#bench/results.ts";
import { launch } from "#tests/support/desk.ts";
import { decryptAndCopy, emptyStock, rowsOf } from "./alone.ts";
import { lock, prefix, writePskc } from "./file.ts";
import { peakOfJob, startConsole, startWorker } from "./jobs.ts";
import { peakOf, startedBy } from "./memory.ts";

const few = 10_000;
const many = 100_000;
const rounds = 3;

/**
 * An encrypted PSKC through `npm run tokens`, against what could not be left out of it; and what memory a small and a
 * large one take in each of the processes that import.
 */
export async function run(bench: Bench): Promise<Result[]> {
  const [small, large] = [join(tmpdir(), `bench-${few}.xml`), join(tmpdir(), `bench-${many}.xml`)];
  try {
    await writePskc(small, few);
    await writePskc(large, many);
    const imports: Run[] = [];
    const alone: number[] = [];
    const withReading: number[] = [];
    for (let round = 0; round < rounds; round++) {
      imports.push(await importFile(bench, large, many));
      await emptyStock(bench.sql);
      let began = performance.now();
      const rows = await rowsOf(large);
      const readMs = performance.now() - began;
      began = performance.now();
      await decryptAndCopy(bench.sql, rows);
      alone.push(performance.now() - began);
      withReading.push(readMs + performance.now() - began);
    }
    const little = await importFile(bench, small, few);
    const seconds = median(imports.map(({ ms }) => ms)) / 1000;
    const memory = median(imports.map(({ peakMegabytes }) => peakMegabytes));
    return [
      { name: `${many} tokens, encrypted PSKC, s`, value: seconds, target: null, better: "lower" },
      {
        name: "decrypting and COPYing the rows alone, s",
        value: median(alone) / 1000,
        target: null,
        better: "lower",
      },
      {
        name: "the same with reading the file, s",
        value: median(withReading) / 1000,
        target: null,
        better: "lower",
      },
      {
        name: "import / decrypting and COPYing alone",
        value: (seconds * 1000) / median(alone),
        target: 2,
        better: "lower",
      },
      {
        // What a process costs before its first token is in both of its terms, and so in neither.
        name: `the same, of the tokens beyond the first ${few}`,
        value: (seconds * 1000 - little.ms) / (median(alone) * (1 - few / many)),
        target: null,
        better: "lower",
      },
      {
        name: "import / reading, decrypting and COPYing",
        value: (seconds * 1000) / median(withReading),
        target: null,
        better: "lower",
      },
      ...peaks("npm run tokens", little.peakMegabytes, memory),
      ...(await jobPeaks(bench, "npm run worker", startWorker, [small, large])),
      ...(await jobPeaks(bench, "the desk", startConsole, [small, large])),
    ];
  } finally {
    rmSync(small, { force: true });
    rmSync(large, { force: true });
    await bench.sql`drop table if exists bench_stock`;
  }
}

function peaks(who: string, little: number, much: number): Result[] {
  return [
    { name: `${who}: peak memory at ${few}, MB`, value: little, target: null, better: "lower" },
    { name: `${who}: peak memory at ${many}, MB`, value: much, target: null, better: "lower" },
    { name: `${who}: peak memory, ${many} / ${few}`, value: much / little, target: 1.3, better: "lower" },
  ];
}

/** A process of its own for each file: what one left lying would count for the other. */
async function jobPeaks(
  bench: Bench,
  who: string,
  start: typeof startWorker,
  [small, large]: readonly [string, string],
): Promise<Result[]> {
  const peakFor = async (path: string) => {
    await emptyImports(bench);
    const worker = await start(bench);
    return peakOfJob(bench, worker, path).finally(worker.end);
  };
  return peaks(who, await peakFor(small), await peakFor(large));
}

/** A stock that has none of the files. */
async function emptyImports({ sql }: Bench): Promise<void> {
  await sql`delete from tokens where serial like ${`${prefix}%`}`;
  await sql`truncate token_imports, token_import_rows, token_import_chunks, staged_tokens`;
  await sql`vacuum analyze tokens`;
}

type Run = { ms: number; peakMegabytes: number };

/** Imports a file into a stock that has none of it, from the start of the process to its end. */
async function importFile(bench: Bench, path: string, tokens: number): Promise<Run> {
  await emptyImports(bench);
  const words = ["scripts/bootstrap.mjs", "tokens", "import", path, "--key", lock.key.toString("hex")];
  const began = performance.now();
  const child = launch(words, {
    DATABASE_URL: bench.url,
    SEAL_KEYS: `1:${keys.byVersion.get(1)?.toString("hex")}`,
  });
  let peakMegabytes = 0;
  const watch = setInterval(() => {
    peakMegabytes = Math.max(peakMegabytes, peakOf(startedBy(child.process.pid)));
  }, 50);
  const { code, stdout, stderr } = await child.ended;
  clearInterval(watch);
  const ms = performance.now() - began;
  if (code !== 0 || !stdout.includes(`${tokens} new, 0 known`)) throw new Error(`${stdout}\n${stderr}`);
  return { ms, peakMegabytes };
}
