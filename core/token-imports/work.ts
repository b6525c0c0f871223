import { listStuckUploads, takeUpImport } from "#db/token-imports.ts";
import type { Context } from "../actor.ts";
import { Failure } from "../errors.ts";
import { checkFile } from "./check.ts";
import { failImport } from "./fail.ts";
import { finishImport } from "./finish.ts";

/** A file that ends the process each time must not do so for ever. */
const mostAttempts = 10;

/**
 * What a job does for an import: checks its file, or puts what was checked into the stock; begun anew where an
 * earlier attempt died. Does nothing where the import is over, cancelled meanwhile, or another attempt's.
 */
export async function workOnImport(context: Context, importId: string, stop: AbortSignal): Promise<void> {
  const taken = await takeUpImport(context.db, importId);
  if (!taken) return;
  try {
    if (taken.attempts > mostAttempts) await failImport(context, { importId, refusal: "tokenImport.gaveUp" });
    else if (taken.state === "importing") await finishImport(context, { importId });
    else await checkFile(context, taken, stop);
  } catch (error) {
    if (error instanceof Failure && error.code === "conflict") return;
    throw error;
  }
}

const uploadMinutes = 60;

/** Clears away uploads whose process died amid them. */
export async function failStuckUploads(context: Context): Promise<void> {
  const before = new Date(context.now.getTime() - uploadMinutes * 60_000);
  for (const { id } of await listStuckUploads(context.db, before)) {
    await failImport(context, { importId: id, refusal: "tokenImport.brokenOff" });
  }
}
