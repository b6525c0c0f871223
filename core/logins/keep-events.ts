import { setTimeout as sleep } from "node:timers/promises";
import { logError } from "#core/log.ts";
import type { SealKeys } from "#core/seal.ts";
import type { Database } from "#db/client.ts";
import { tidyLoginCheck } from "#db/login-event-blocks.ts";
import { sealLoginEvents } from "./seal-events.ts";

type Given = { db: Database; keys: SealKeys; sealEveryMs?: number; tidyEveryMs?: number };

/**
 * Until told to stop, seals new login events and clears away what the login check no longer needs. Survives a
 * database that is away. The promise is kept when the last of it is done. Any number of processes may do so.
 */
export async function keepLoginEvents(
  { db, keys, sealEveryMs = 10_000, tidyEveryMs = 600_000 }: Given,
  stop: AbortSignal,
): Promise<void> {
  await Promise.all([
    repeat(() => sealLoginEvents({ db, keys, now: new Date() }), sealEveryMs, stop),
    repeat(() => tidyLoginCheck(db), tidyEveryMs, stop),
  ]);
}

async function repeat(work: () => Promise<unknown>, everyMs: number, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await sleep(everyMs, undefined, { ref: false, signal: stop }).catch(() => {});
    if (!stop.aborted) await work().catch((error) => logError("login-events", error));
  }
}
