import { join } from "node:path";
import { markProcess, type ProcessMark, sameProcess } from "#db/embedded/process-mark.ts";
import { readLaunchers } from "#env.ts";
import { explainFailure } from "#scripts/failure.ts";

/** The folder of the clone. */
export const root = join(import.meta.dirname, "..");

/**
 * Runs a script in the clone's folder. `stop` tells it to end: Ctrl-C, SIGTERM, or whoever started it is gone.
 * Exits with 0, or after one line on stderr with 1.
 */
export async function runScript(main: (stop: AbortSignal) => Promise<void>): Promise<never> {
  process.chdir(root);
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  const launchers = launcherMarks();
  // kill -9 of npm alone leaves us running: then nobody could end us by the terminal any more.
  setInterval(() => {
    if (!launchers.every(sameProcess)) stop.abort();
  }, 500).unref();
  try {
    await main(stop.signal);
    process.exit(0);
  } catch (error) {
    if (!stop.signal.aborted) console.error(explainFailure(error));
    process.exit(stop.signal.aborted ? 0 : 1);
  }
}

/** npm and the bootstrap, if they started this very process; the outermost last. */
export function launcherMarks(): ProcessMark[] {
  const [parent, ...further] = readLaunchers();
  if (parent !== process.ppid) return [];
  return [parent, ...further].map(markProcess).filter((mark) => mark !== undefined);
}

/** Waits for the end. */
export function untilStopped(stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => stop.addEventListener("abort", () => resolve(), { once: true }));
}
