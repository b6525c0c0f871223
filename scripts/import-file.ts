import { setTimeout as sleep } from "node:timers/promises";
import { v7 } from "uuid";
import type { Context } from "#core/actor.ts";
import { Failure } from "#core/errors.ts";
import { sealKeysOf } from "#core/seal.ts";
import { cancelImport } from "#core/token-imports/cancel.ts";
import { readImport } from "#core/token-imports/read.ts";
import { queuedImportStates } from "#core/token-imports/rules.ts";
import { startImport } from "#core/token-imports/start.ts";
import { importStraight, type OwnFile } from "#core/token-imports/straight.ts";
import { beginUpload, orCancelled, takeIn } from "#core/token-imports/upload.ts";
import { connect, database } from "#db/client.ts";
import { env } from "#env.ts";
import { ScriptFailure } from "#scripts/failure.ts";

type Given = { straight: boolean; dryRun: boolean; stop: AbortSignal };

/**
 * Imports a file straight, as it is read. Where that is not wanted, or not all in it is new, uploads it and has it
 * checked, and then imported, here or by a desk that runs, whichever is first. 1 if refused.
 */
export async function importFile(said: object, file: OwnFile, given: Given): Promise<number> {
  try {
    const { importId } = await beginUpload(context(), said);
    const done = await orCancelled(context(), importId, async () => {
      if (given.straight && (await straightIn(importId, file, given.stop))) return true;
      await takeIn(context(), importId, file.open());
      return false;
    });
    return done ? imported(await readImport(context(), { importId })) : await checkAndImport(importId, given);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "invalid") throw error;
    const { fieldError } = await loadWords();
    const messages = Object.values(error.fields).map((key) => fieldError("en", key));
    throw new ScriptFailure(messages.join(" "));
  }
}

async function straightIn(importId: string, file: OwnFile, stop: AbortSignal): Promise<boolean> {
  const { db, close } = connect(env().DATABASE_URL, { role: "jobs", max: 2 });
  const told = teller();
  try {
    return await importStraight({ ...context(), db }, importId, file, {
      stop,
      onProgress: (progress) => told({ state: "importing", fileBytes: file.bytes, ...progress }),
    });
  } finally {
    await close();
  }
}

async function checkAndImport(importId: string, { dryRun, stop }: Given): Promise<number> {
  // Loaded late: the queue is large, and most files need none.
  const { workJobs } = await import("#core/jobs.ts");
  const done = new AbortController();
  const keys = sealKeysOf(env().SEAL_KEYS);
  const work = workJobs({ databaseUrl: env().DATABASE_URL, keys }, AbortSignal.any([stop, done.signal]));
  try {
    const checked = await untilSettled(importId, stop);
    if (checked.state !== "checked") return await refused(importId);
    if (dryRun) {
      await cancelImport(context(), { importId });
      console.log(`${countsOf(checked)}; nothing was imported`);
      return 0;
    }
    await startImport(context(), { importId });
    const ended = await untilSettled(importId, stop);
    return ended.state === "imported" ? imported(ended) : await refused(importId);
  } finally {
    done.abort();
    await work;
  }
}

/** Late, as most files need none. */
const loadWords = () => import("#components/words/translate.ts");

type Found = Awaited<ReturnType<typeof readImport>>;

function context(): Context {
  return {
    actor: { kind: "system", id: null, name: "npm run tokens" },
    db: database(),
    keys: sealKeysOf(env().SEAL_KEYS),
    now: new Date(),
    request: { id: v7(), address: "" },
  };
}

/** Waits for the job, telling how far it is on stderr. */
async function untilSettled(importId: string, stop: AbortSignal): Promise<Found> {
  const tell = teller();
  for (;;) {
    stop.throwIfAborted();
    const found = await readImport(context(), { importId });
    tell(found);
    if (![...queuedImportStates, "checking"].includes(found.state)) return found;
    await sleep(100, undefined, { signal: stop });
  }
}

/** Says how far an import is, once for each step. */
function teller(): (found: Counted & Pick<Found, "state" | "readBytes" | "fileBytes">) => void {
  let told = "";
  return (found) => {
    const percent = Math.floor((found.readBytes / found.fileBytes) * 100);
    const line = `${found.state} ${percent} %, ${countsOf(found)}`;
    if (line !== told) console.error(line);
    told = line;
  };
}

function imported(found: Counted): number {
  console.log(`Imported: ${countsOf(found)}`);
  return 0;
}

/** Says why, row by row. */
async function refused(importId: string): Promise<number> {
  const { fieldError } = await loadWords();
  for (let page = 1; ; page++) {
    const { report, refusal, state } = await readImport(context(), { importId, fate: "problem", page });
    for (const { row, serial, problem, problemValues } of report.rows) {
      console.log(`row ${row}\t${serial ?? "-"}\t${fieldError("en", problem ?? "", problemValues ?? {})}`);
    }
    if (page < report.pages) continue;
    console.log(`${state}: ${fieldError("en", refusal ?? "")} Nothing was imported.`);
    return 1;
  }
}

type Counted = Pick<Found, "newRows" | "knownRows" | "problemRows">;

function countsOf({ newRows, knownRows, problemRows }: Counted): string {
  return `${newRows} new, ${knownRows} known, ${problemRows} with a problem`;
}
