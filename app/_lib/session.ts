import "server-only";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { readSessionId } from "#app/_lib/auth.ts";
import { requestContext } from "#app/_lib/request.ts";
import type { Context, StaffActor } from "#core/actor.ts";
import { type Permission, permits } from "#core/permissions.ts";
import { readSession } from "#core/staff/session.ts";

/** Who is signed in with both factors, or undefined; one read a request. */
const signedIn = cache(async () => {
  const sessionId = await readSessionId();
  return sessionId ? readSession(await requestContext(), sessionId) : undefined;
});

/** The context of the person who asks. Leads to the sign-in where there is none. */
export async function staffContext(): Promise<Context<StaffActor>> {
  const actor = (await signedIn()) ?? redirect("/sign-in");
  return { ...(await requestContext()), actor };
}

/** The same for a page of one desk: shows the no-permission page to whom the desk is closed. */
export async function guardPage(permission: Permission): Promise<Context<StaffActor>> {
  const context = await staffContext();
  if (!permits(context.actor, permission)) forbidden();
  return context;
}
