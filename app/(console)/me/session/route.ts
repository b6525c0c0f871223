import { readSessionId } from "#app/_lib/auth.ts";
import { requestContext } from "#app/_lib/request.ts";
import type { SessionState } from "#components/session-clock.tsx";
import { openSession } from "#core/staff/session.ts";

/** How long one's session still lasts, for the clock of an open page. Asking does not lengthen it. */
export async function GET(): Promise<Response> {
  return answer({ byItself: true });
}

/** The person wants to go on: the idle time begins anew. */
export async function POST(): Promise<Response> {
  return answer({ byItself: false });
}

async function answer(given: { byItself: boolean }): Promise<Response> {
  const sessionId = await readSessionId();
  const context = await requestContext();
  const session = sessionId ? await openSession(context, sessionId, given) : undefined;
  if (!session) return new Response(null, { status: 401 });
  const left = (end: Date) => Math.max(0, end.getTime() - context.now.getTime());
  const state: SessionState = {
    username: session.actor.username,
    idleMs: left(session.idleEndsAt),
    dayMs: left(session.endsAt),
  };
  return Response.json(state);
}
