import { env } from "#env.ts";

/** Does the queue's jobs beside what a process serves, until told to stop. Loaded late, as it is large. */
export async function workBeside(stop: AbortSignal): Promise<void> {
  const { workJobs } = await import("#core/jobs.ts");
  const { sealKeysOf } = await import("#core/seal.ts");
  const { smtpSender } = await import("#core/notices/smtp.ts");
  const { DATABASE_URL: databaseUrl, SEAL_KEYS, mailServer } = env();
  const mail = mailServer && smtpSender(mailServer);
  await workJobs({ databaseUrl, keys: sealKeysOf(SEAL_KEYS), mail }, stop);
}
