import { env } from "#env.ts";

/** Does the queue's jobs beside what a process serves, until told to stop. Loaded late, as it is large. */
export async function workBeside(stop: AbortSignal): Promise<void> {
  const { workJobs } = await import("#core/jobs.ts");
  const { sealKeysOf } = await import("#core/seal.ts");
  await workJobs({ databaseUrl: env().DATABASE_URL, keys: sealKeysOf(env().SEAL_KEYS) }, stop);
}
