import { v4 } from "uuid";
import type { Tx } from "#db/client.ts";
import {
  endSessionRow,
  insertSession,
  type LiveSession,
  lookAtSession,
  touchSession,
} from "#db/staff-sessions.ts";
import type { StaffActor } from "../actor.ts";
import { stoodInFor } from "../delegations/stood-in-for.ts";
import type { Account, SignInContext } from "./context.ts";

/** Somebody signed in with both factors. */
export type OpenSession = {
  id: string;
  actor: Account;
  /** Opens nothing but the choice of a new password. */
  passwordChangeDue: boolean;
  /** Without one, of whom the provider asked the second factor, nobody can show a fresh OTP. */
  hasAuthenticator: boolean;
  /** When it is over if nothing is done, and when whatever is done. */
  idleEndsAt: Date;
  endsAt: Date;
};

/**
 * The session that an id stands for, or undefined where it is over or waits for its second factor. Its idle time
 * begins anew, unless the request was none of the person's own: a page that looks again by itself.
 */
export async function openSession(
  { db, now }: Pick<SignInContext, "db" | "now">,
  sessionId: string,
  { byItself = false }: { byItself?: boolean } = {},
): Promise<OpenSession | undefined> {
  const live = await (byItself ? lookAtSession : touchSession)(db, sessionId, now);
  if (live?.stage !== "full") return undefined;
  const standsInFor = await stoodInFor(db, { staffId: live.staffId, role: live.role, now });
  return openOf(sessionId, live, standsInFor);
}

/** The signed-in person behind a session to whom the desk is open; undefined for anybody else. */
export async function readSession(
  context: Pick<SignInContext, "db" | "now">,
  sessionId: string,
): Promise<OpenSession["actor"] | undefined> {
  const open = await openSession(context, sessionId);
  return open && !open.passwordChangeDue ? open.actor : undefined;
}

/** Ends a session: a copy of its cookie is worth nothing from here on. */
export async function endSession(
  { db, now }: Pick<SignInContext, "db" | "now">,
  sessionId: string,
): Promise<void> {
  await endSessionRow(db, sessionId, now);
}

/**
 * Begins a session and returns its id, its secret until the cookie seals it: random, unlike the ids of other rows.
 * One that takes another's place (`since`) does not live longer for it.
 */
export async function newSession(
  tx: Tx,
  { now, request }: Pick<SignInContext, "now" | "request">,
  session: { staffId: string; stage: "password" | "full"; since?: Date; confirmedAt?: Date | null },
): Promise<string> {
  const { staffId, stage, since = now, confirmedAt = null } = session;
  const id = v4();
  await insertSession(tx, {
    id,
    staffId,
    stage,
    confirmedAt,
    createdAt: since,
    lastSeenAt: now,
    address: request.address,
    userAgent: request.userAgent ?? "",
  });
  return id;
}

function openOf(id: string, live: LiveSession, standsInFor: StaffActor["standsInFor"]): OpenSession {
  const { staffId, username, name, role, branchCode } = live;
  return {
    id,
    actor: {
      kind: "staff",
      id: staffId,
      username,
      name,
      role,
      branchCode,
      confirmedUntil: later(live.confirmedAt, live.confirmMinutes),
      signedInAt: live.createdAt,
      standsInFor,
    },
    passwordChangeDue: live.passwordChangeDue,
    hasAuthenticator: live.hasAuthenticator,
    idleEndsAt: later(live.lastSeenAt, live.idleMinutes),
    endsAt: later(live.createdAt, live.sessionHours * 60),
  };
}

function later<At extends Date | null>(at: At, minutes: number): At {
  return (at && new Date(at.getTime() + minutes * 60_000)) as At;
}
