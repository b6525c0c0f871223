import "server-only";
import { forget, keepSealed, readSealed } from "#app/_lib/auth.ts";
import type { InvitationLink } from "#core/staff/invitation-link.ts";
import { env } from "#env.ts";

/** How long a new link can be shown again, by the browser that made it alone: until it is said to be handed over. */
const shownSeconds = 15 * 60;

/** Has the next page show a person's new link. Like recovery codes it waits in a sealed cookie, nowhere on the server. */
export async function showNewLink(
  sessionId: string,
  staffId: string,
  { token, expiresAt }: InvitationLink,
): Promise<void> {
  await keepSealed("newLink", { sessionId, staffId, token, until: expiresAt.getTime() }, shownSeconds);
}

/** The link that this session made for that person a moment ago and has not put away yet. */
export async function shownNewLink(
  sessionId: string,
  staffId: string,
): Promise<{ url: string; expiresAt: Date } | undefined> {
  const shown = await readSealed("newLink");
  if (shown?.sessionId !== sessionId || shown.staffId !== staffId) return undefined;
  return { url: `${env().PUBLIC_URL}/join/${shown.token}`, expiresAt: new Date(Number(shown.until)) };
}

export function putNewLinkAway(): Promise<void> {
  return forget("newLink");
}
