import "server-only";
import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { readSessionId } from "#app/_lib/auth.ts";
import { withBack } from "#app/_lib/own-path.ts";
import { requestContext } from "#app/_lib/request.ts";
import { looksAgainCookie } from "#components/looks-again.ts";
import type { Context } from "#core/actor.ts";
import { type Permission, permits } from "#core/permissions.ts";
import type { Account } from "#core/staff/context.ts";
import { type OpenSession, openSession } from "#core/staff/session.ts";

/** The session of who is signed in with both factors, or undefined; one read a request. */
export const currentSession = cache(async (): Promise<OpenSession | undefined> => {
  const sessionId = await readSessionId();
  return sessionId
    ? openSession(await requestContext(), sessionId, { byItself: await looksByItself() })
    : undefined;
});

/** Whether it is the page that asks, which shows itself anew from time to time, and not the person at it. */
async function looksByItself(): Promise<boolean> {
  if (!(await cookies()).has(looksAgainCookie)) return false;
  const asked = await headers();
  return !asked.has("next-action") && asked.get("sec-fetch-mode") !== "navigate";
}

type OwnContext = Context<Account> & { session: OpenSession };

/**
 * The context of the person who asks. Leads to the sign-in where there is none, and from there back; to the choice of
 * a new password where that is due.
 */
export async function staffContext(): Promise<OwnContext> {
  const session = (await currentSession()) ?? redirect(withBack("/sign-in", await pageAskedFor()));
  if (session.passwordChangeDue) redirect("/password");
  return { ...(await requestContext()), actor: session.actor, session };
}

/** The same for a page of one desk: shows the no-permission page to whom the desk is closed. */
export async function guardPage(permission: Permission): Promise<OwnContext> {
  const context = await staffContext();
  if (!permits(context.actor, permission)) forbidden();
  return context;
}

/** Where to come back to: the page, without what Next adds to its address when it fetches a part of it. */
async function pageAskedFor(): Promise<string> {
  const page = new URL((await headers()).get("x-page") ?? "/", "http://desk.invalid");
  page.searchParams.delete("_rsc");
  return `${page.pathname}${page.search}`;
}
