"use server";
import { redirect } from "next/navigation";
import { runForm } from "#app/_lib/action.ts";
import { forgetSession, readSessionId, signInStep } from "#app/_lib/auth.ts";
import { requestContext } from "#app/_lib/request.ts";
import type { FormState } from "#components/form-state.ts";
import { endSession } from "#core/staff/session.ts";

/** First step: username and password. */
export async function enterPassword(state: FormState, form: FormData): Promise<FormState> {
  return runForm(state, form, async () => {
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

/** Ends the session and its cookie. */
export async function signOut(): Promise<void> {
  const sessionId = await readSessionId();
  if (sessionId) await endSession(await requestContext(), sessionId);
  await forgetSession();
  redirect("/sign-in?signed-out=1");
}
