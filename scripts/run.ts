import { join } from "node:path";
import { markProcess, type ProcessMark, sameProcess } from "#db/embedded/process-mark.ts";
import { readLaunchers } from "#env.ts";
import { explainFailure } from "#scripts/failure.ts";
import { loadQuickly } from "#scripts/quick-load.ts";

/** The folder of the clone. */
export const root = join(import.meta.dirname, "..");

/**
 * Runs a script in the clone's folder. `stop` tells it to end: Ctrl-C, SIGTERM, or whoever started it is gone.
 * Exits with 0 or what `main` gives; after a failure, told in one line on stderr, with 1.
 */
export async function runScript(main: (stop: AbortSignal) => Promise<unknown>): Promise<never> {
  process.chdir(root);
  loadQuickly(root);
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  const launchers = launcherMarks();
  // kill -9 of npm alone leaves us running: then nobody could end us by the terminal any more.
  setInterval(() => {
    if (!launchers.every(sameProcess)) stop.abort();
  }, 500).unref();
  let code: number;
  try {
    const given = await main(stop.signal);
    code = typeof given === "number" ? given : 0;
  } catch (error) {
    if (!stop.signal.aborted) console.error(explainFailure(error));
    code = stop.signal.aborted ? 0 : 1;
  }
  // A reader at the other end of a pipe may still be behind.
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise((resolve) => stream.write("", resolve));
  }
  process.exit(code);
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
