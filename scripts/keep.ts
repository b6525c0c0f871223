import { env } from "#env.ts";

/** What a process that serves does beside, until told to stop: see `keepLoginEvents`. Loaded late, as it is large. */
export async function keepBeside(stop: AbortSignal): Promise<void> {
  const { keepLoginEvents } = await import("#core/logins/keep-events.ts");
  const { sealKeysOf } = await import("#core/seal.ts");
  const { database } = await import("#db/client.ts");
  await keepLoginEvents({ db: database(), keys: sealKeysOf(env().SEAL_KEYS) }, stop);
}
