import type { SealKeys } from "#core/seal.ts";
import type { Database } from "#db/client.ts";
import { tidyLoginCheck } from "#db/login-event-blocks.ts";
import { repeat } from "../repeat.ts";
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
    repeat("login-events", () => sealLoginEvents({ db, keys, now: new Date() }), sealEveryMs, stop),
    repeat("login-events", () => tidyLoginCheck(db), tidyEveryMs, stop),
  ]);
}
