import { setTimeout as sleep } from "node:timers/promises";
import { logError } from "./log.ts";

/** Does `work` again and again, with a pause before each time, until told to stop. What it fails with is logged. */
export async function repeat(
  reference: string,
  work: () => Promise<unknown>,
  everyMs: number,
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    await sleep(everyMs, undefined, { ref: false, signal: stop }).catch(() => {});
    if (!stop.aborted) await work().catch((error) => logError(reference, error));
  }
}
