import { setTimeout as sleep } from "node:timers/promises";
import { v7 } from "uuid";
import { fieldError } from "#components/words/translate.ts";
import type { Context } from "#core/actor.ts";
import { Failure } from "#core/errors.ts";
import { workJobs } from "#core/jobs.ts";
import { sealKeysOf } from "#core/seal.ts";
import { cancelImport } from "#core/token-imports/cancel.ts";
import { readImport } from "#core/token-imports/read.ts";
import { queuedImportStates } from "#core/token-imports/rules.ts";
import { startImport } from "#core/token-imports/start.ts";
import { uploadTokenFile } from "#core/token-imports/upload.ts";
import { database } from "#db/client.ts";
import { env } from "#env.ts";
import { ScriptFailure } from "#scripts/failure.ts";

type Given = { chunks: AsyncIterable<Uint8Array>; dryRun: boolean; stop: AbortSignal };

/** Uploads a file and has it checked and imported, here or by a desk that runs, whichever is first. 1 if refused. */
export async function importFile(said: object, { chunks, dryRun, stop }: Given): Promise<number> {
  const done = new AbortController();
  const keys = sealKeysOf(env().SEAL_KEYS);
  const work = workJobs({ databaseUrl: env().DATABASE_URL, keys }, AbortSignal.any([stop, done.signal]));
  try {
    const { importId } = await uploadTokenFile(context(), said, chunks);
    const checked = await untilSettled(importId, stop);
    if (checked.state !== "checked") return await refused(importId);
    if (dryRun) {
      await cancelImport(context(), { importId });
      console.log(`${countsOf(checked)}; nothing was imported`);
      return 0;
    }
    await startImport(context(), { importId });
    const ended = await untilSettled(importId, stop);
    if (ended.state !== "imported") return await refused(importId);
    console.log(`Imported: ${countsOf(ended)}`);
    return 0;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "invalid") throw error;
    const messages = Object.values(error.fields).map((key) => fieldError("en", key));
    throw new ScriptFailure(messages.join(" "));
  } finally {
    done.abort();
    await work;
  }
}

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
  let told = "";
  for (;;) {
    stop.throwIfAborted();
    const found = await readImport(context(), { importId });
    const percent = Math.floor((found.readBytes / found.fileBytes) * 100);
    const line = `${found.state} ${percent} %, ${countsOf(found)}`;
    if (line !== told) console.error(line);
    told = line;
    if (![...queuedImportStates, "checking"].includes(found.state)) return found;
    await sleep(100, undefined, { signal: stop });
  }
}

/** Says why, row by row. */
async function refused(importId: string): Promise<number> {
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

function countsOf({ newRows, knownRows, problemRows }: Found): string {
  return `${newRows} new, ${knownRows} known, ${problemRows} with a problem`;
}
