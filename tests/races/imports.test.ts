import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { startImport } from "#core/token-imports/start.ts";
import { csvOf, serialsOf, withImports } from "#tests/core/token-imports/desk.ts";
import { numbers, rounds } from "#tests/races/support.ts";
import { launch } from "#tests/support/desk.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();
const desk = withImports(world);
type Child = ReturnType<typeof launch>;
const workers: Child[] = [];
afterEach(async () => {
  for (const { process, ended } of workers.splice(0)) {
    process.kill("SIGKILL");
    await ended;
  }
});

/** A process that does nothing but the queue's jobs, as `npm run worker` starts it. */
async function startWorker(): Promise<Child> {
  const keys = `1:${world.keys.byVersion.get(1)?.toString("hex")}`;
  const child = launch(["scripts/worker.ts"], { DATABASE_URL: world.url, SEAL_KEYS: keys });
  workers.push(child);
  await expect.poll(() => child.output(), { timeout: 20_000 }).toContain("is ready");
  return child;
}

const stateOf = async (importId: string) => (await desk.importOf(importId)).state;
const until = (importId: string, state: string) =>
  expect.poll(() => stateOf(importId), { timeout: 40_000, interval: 50 }).toBe(state);

test("a job is done by whichever worker is there, as soon as its import is there", async () => {
  await startWorker();
  const shown = () => world.sql`select 1 from pg_locks where locktype = 'advisory' and classid = 7301956`;
  await expect.poll(shown).toHaveLength(1);
  const importId = await desk.upload(csvOf(serialsOf("Q", 1_500)));
  await until(importId, "checked");
  await startImport(world.as("operations"), { importId });
  await until(importId, "imported");
});

test("a worker outlives its sessions, all of them cut off amid a check, and does what it began", async () => {
  const worker = await startWorker();
  const importId = await desk.upload(csvOf(serialsOf("R", 20_000)));
  await expect
    .poll(async () => Number((await desk.importOf(importId)).new_rows), { timeout: 20_000, interval: 20 })
    .toBeGreaterThan(0);
  // All but those of the test itself.
  await world.sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name <> 'postgres.js'`;
  await until(importId, "checked");
  expect(await desk.importOf(importId)).toMatchObject({ new_rows: 20_000 });
  expect(worker.process.exitCode).toBe(null);
}, 60_000);

test(
  `kill -9 of the worker amid a check or an import, ${rounds} rounds: another takes it up, and every token is there once`,
  async () => {
    let amid = 0;
    // The first is killed as soon as its check shows: amid it, however quick that is.
    for (const [round, pauseMs] of numbers("imports", 0, 400).with(0, 0).entries()) {
      const count = 20_000;
      const prefix = `K${round}X`;
      const importId = await desk.upload(csvOf(serialsOf(prefix, count)));
      const first = await startWorker();
      await expect
        .poll(async () => Number((await desk.importOf(importId)).new_rows), { timeout: 20_000, interval: 20 })
        .toBeGreaterThan(0);
      await sleep(pauseMs);
      first.process.kill("SIGKILL");
      await first.ended;
      if ((await stateOf(importId)) === "checking") amid++;
      const second = await startWorker();
      await until(importId, "checked");
      expect(await desk.importOf(importId)).toMatchObject({
        new_rows: count,
        known_rows: 0,
        problem_rows: 0,
      });
      await startImport(world.as("operations"), { importId });
      await sleep(pauseMs);
      second.process.kill("SIGKILL");
      await second.ended;
      const [between] =
        await world.sql`select count(*)::int as n from tokens where serial like ${`${prefix}%`}`;
      expect([0, count]).toContain(between?.n);
      await startWorker();
      await until(importId, "imported");
      const [after] =
        await world.sql`select count(*)::int as n from tokens where serial like ${`${prefix}%`}`;
      expect(after?.n).toBe(count);
      expect(await desk.rowsOf(importId)).toHaveLength(count);
    }
    expect(amid).toBeGreaterThan(0);
  },
  120_000 * rounds,
);

test(
  `kill -9 of npm run tokens amid an import, ${rounds} rounds: nothing of it is there, and the same again imports all`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "token-desk-files-"));
    const SEAL_KEYS = `1:${world.keys.byVersion.get(1)?.toString("hex")}`;
    const start = (file: string) =>
      launch(["scripts/tokens.ts", "import", file], { DATABASE_URL: world.url, SEAL_KEYS });
    try {
      for (const [round, pauseMs] of numbers("straight imports", 0, 200).entries()) {
        const [prefix, count] = [`S${round}X`, 40_000];
        const file = join(folder, `${round}.csv`);
        writeFileSync(file, csvOf(serialsOf(prefix, count)));
        const there = async () =>
          Number((await world.sql`select count(*) from tokens where serial like ${`${prefix}%`}`)[0]?.count);
        const killed = start(file);
        await expect.poll(() => killed.output(), { timeout: 20_000, interval: 5 }).toContain("importing");
        await sleep(pauseMs);
        killed.process.kill("SIGKILL");
        await killed.ended;
        expect([0, count]).toContain(await there());
        const again = start(file);
        expect((await again.ended).stdout).toMatch(/^Imported: (?:40000 new, 0|0 new, 40000) known/);
        expect(await there()).toBe(count);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  60_000 * rounds,
);
