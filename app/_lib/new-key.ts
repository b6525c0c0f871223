import "server-only";
import { forget, keepSealed, readSealed } from "#app/_lib/auth.ts";
import type { MadeKey } from "#core/clients/new-key.ts";

/** How long a new key can be shown again, by the browser that made it alone: until it is said to be kept. */
const shownSeconds = 15 * 60;

/** Has the next page show a client's new key. Like recovery codes it waits in a sealed cookie, nowhere on the server. */
export async function showNewKey(
  sessionId: string,
  clientId: string,
  { key, expiresAt }: MadeKey,
): Promise<void> {
  await keepSealed("newKey", { sessionId, clientId, key, until: expiresAt.getTime() }, shownSeconds);
}

/** The key that this session made for that client a moment ago and has not put away yet. */
export async function shownNewKey(
  sessionId: string,
  clientId: string,
): Promise<{ key: string; expiresAt: Date } | undefined> {
  const shown = await readSealed("newKey");
  if (shown?.sessionId !== sessionId || shown.clientId !== clientId) return undefined;
  return { key: String(shown.key), expiresAt: new Date(Number(shown.until)) };
}

export function putNewKeyAway(): Promise<void> {
  return forget("newKey");
}
