"use server";
import { redirect } from "next/navigation";
import { runForm } from "#app/_lib/action.ts";
import { forgetSession, readSessionId, signInStep } from "#app/_lib/auth.ts";
import { requestContext } from "#app/_lib/request.ts";
import type { FormState } from "#components/form-state.ts";
import { endSession } from "#core/staff/session.ts";
import { cameByProvider } from "#core/staff/single-sign-on.ts";
import { env } from "#env.ts";

/** First step: username and password. */
export async function enterPassword(state: FormState, form: FormData): Promise<FormState> {
  return runForm(state, form, async () => {
    if (env().singleSignOn?.only) redirect("/sign-in");
    await signInStep("password", {
      username: String(form.get("username") ?? ""),
      password: String(form.get("password") ?? ""),
    });
    redirect("/sign-in/otp");
  });
}

/** Second step: the code of the authenticator app. */
export async function enterOtp(state: FormState, form: FormData): Promise<FormState> {
  return runForm(state, form, async () => {
    await signInStep("otp", { otp: String(form.get("otp") ?? "") });
    redirect("/");
  });
}

/** Ends the session and its cookie, and leads on to the provider for its own where the person came from there. */
export async function signOut(): Promise<void> {
  const sessionId = await readSessionId();
  const context = await requestContext();
  const elsewhere = sessionId !== undefined && (await cameByProvider(context, sessionId));
  if (sessionId) await endSession(context, sessionId);
  await forgetSession();
  redirect(elsewhere ? "/sign-out" : "/sign-in?signed-out=1");
}
