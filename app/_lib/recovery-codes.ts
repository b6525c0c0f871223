import "server-only";
import { forget, keepSealed, readSealed } from "#app/_lib/auth.ts";

/** How long new codes can be shown again, by the browser that made them alone: until they are said to be kept. */
const shownSeconds = 15 * 60;

/**
 * Has the next page show new codes. They wait in a sealed cookie, nowhere on the server, so that a reload or the back
 * button loses nothing; the session's id binds them to it.
 */
export async function showRecoveryCodes(sessionId: string, codes: readonly string[]): Promise<void> {
  await keepSealed("recoveryCodes", { sessionId, codes, at: Date.now() }, shownSeconds);
}

/** The codes that this session made a moment ago and has not put away yet. */
export async function shownRecoveryCodes(
  sessionId: string,
): Promise<{ codes: string[]; madeAt: Date } | undefined> {
  const shown = await readSealed("recoveryCodes");
  if (shown?.sessionId !== sessionId || !Array.isArray(shown.codes)) return undefined;
  return { codes: shown.codes.map(String), madeAt: new Date(Number(shown.at)) };
}

export function putRecoveryCodesAway(): Promise<void> {
  return forget("recoveryCodes");
}
