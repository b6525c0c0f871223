import { createReadStream } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { v7 } from "uuid";
import { type Bench, keys } from "#bench/desk.ts";
import type { Context } from "#core/actor.ts";
import { startImport } from "#core/token-imports/start.ts";
import { uploadTokenFile } from "#core/token-imports/upload.ts";
import { connect } from "#db/client.ts";
import { launch, makeDataDir, removeDataDir, startDesk } from "#tests/support/desk.ts";
import { lock } from "./file.ts";
import { forgetPeak, peakOf, startedBy } from "./memory.ts";

/** A process that does the queue's jobs. */
type Worker = { pid: number; end(): Promise<unknown> };

/** `npm run worker` on the benchmarks' database. */
export async function startWorker({ url }: Bench): Promise<Worker> {
  const child = launch(["scripts/bootstrap.mjs", "worker"], settingsOf(url));
  while (!child.output().includes("is ready")) await sleep(50);
  const pid = startedBy(child.process.pid) ?? 0;
  return {
    pid,
    end() {
      child.process.kill("SIGTERM");
      return child.ended;
    },
  };
}

/** The desk, with its own worker, on the same. */
export async function startConsole({ url }: Bench): Promise<Worker> {
  const dataDir = makeDataDir();
  const desk = await startDesk({ ...settingsOf(url), DATA_DIR: dataDir });
  return { pid: desk.pid, end: () => desk.end().finally(() => removeDataDir(dataDir)) };
}

function settingsOf(url: string) {
  return {
    DATABASE_URL: url,
    SEAL_KEYS: `1:${keys.byVersion.get(1)?.toString("hex")}`,
    AUTH_SECRET: "11".repeat(32),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString("base64"),
  };
}

/** The most memory, in MB, that a worker holds while it checks a file and then imports it. */
export async function peakOfJob({ url, sql }: Bench, { pid }: Worker, path: string): Promise<number> {
  const { db, close } = connect(url, { role: "console", max: 2 });
  const context = (): Context => ({
    actor: { kind: "system", id: null, name: "bench" },
    db,
    keys,
    now: new Date(),
    request: { id: v7(), address: "" },
  });
  const until = async (importId: string, state: string) => {
    for (;;) {
      const [found] = await sql`select state from token_imports where id = ${importId}`;
      if (found?.state === state) return;
      if (["refused", "failed"].includes(found?.state)) throw new Error(`The import is ${found?.state}`);
      await sleep(100);
    }
  };
  try {
    forgetPeak(pid);
    const given = { fileName: "bench.xml", fileKey: lock.key.toString("hex") };
    const { importId } = await uploadTokenFile(context(), given, createReadStream(path));
    await until(importId, "checked");
    await startImport(context(), { importId });
    await until(importId, "imported");
    return peakOf(pid);
  } finally {
    await close();
  }
}
