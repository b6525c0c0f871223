import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { liveOwner, readRecord } from "#db/embedded/record.ts";
import { endServer } from "#db/embedded/server.ts";
import { startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The database that holds every migration and guard, and nobody's connection. */
    templateUrl: string;
    seed: number;
    /** How often each race of tests/races is run. */
    rounds: number;
  }
}

const prefix = "token-desk-tests-";

/** One PostgreSQL for the run, migrated once into a template that each test file copies. */
export default async function setup(project: TestProject) {
  await clearAway();
  const dataDir = mkdtempSync(join(tmpdir(), prefix));
  // Started by root, the server runs as another user.
  chmodSync(dataDir, 0o755);
  const server = await startEmbedded({ dataDir, role: "tests", durable: false });
  const templateUrl = server.url.replace(/[^/]+$/, "template");
  const sql = postgres(server.url, { max: 1 });
  await sql`create database template`;
  // Races deadlock on purpose: PostgreSQL looks for that after a second, and is to look sooner here.
  await sql`alter system set deadlock_timeout = '50ms'`;
  await sql`select pg_reload_conf()`;
  await sql.end();
  await migrate(templateUrl);
  project.provide("templateUrl", templateUrl);

  const seed = Number(process.env.SEED) || Math.floor(Math.random() * 2 ** 31);
  console.log(`Properties run with seed ${seed}: SEED=${seed} repeats them`);
  project.provide("seed", seed);
  project.provide("rounds", Number(process.env.ROUNDS) || 2);

  return async () => {
    await server.stop();
    rmSync(server.home, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** Ends and removes what killed runs of this user left behind; another user's are another's to clear. */
async function clearAway() {
  const own = (dataDir: string) => statSync(dataDir, { throwIfNoEntry: false })?.uid === process.getuid?.();
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const dataDir = join(tmpdir(), name);
    if (!own(dataDir)) continue;
    const record = readRecord(dataDir);
    if (!record || liveOwner(record)) continue;
    await endServer(join(dataDir, record.home, "data"));
    rmSync(dataDir, { recursive: true, force: true });
  }
}
