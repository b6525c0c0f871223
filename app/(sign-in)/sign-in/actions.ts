"use server";
import { redirect } from "next/navigation";
import { runForm } from "#app/_lib/action.ts";
import { forgetSession, keepSession, readSessionId, signInStep } from "#app/_lib/auth.ts";
import { ownPath, withBack } from "#app/_lib/own-path.ts";
import { forSignIn, requestContext } from "#app/_lib/request.ts";
import type { FormState } from "#components/form-state.ts";
import { endSession } from "#core/staff/session.ts";
import { checkStaffRecoveryCode } from "#core/staff/sign-in.ts";
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
    redirect(withBack("/sign-in/otp", form.get("back")));
  });
}

/** Second step: the code of the authenticator app. */
export async function enterOtp(state: FormState, form: FormData): Promise<FormState> {
  return runForm(state, form, async () => {
    await signInStep("otp", { otp: String(form.get("otp") ?? "") });
    redirect(ownPath(form.get("back")) ?? "/");
  });
}

/** The same by a recovery code; leads to where a new authenticator is set up. */
export async function enterRecoveryCode(state: FormState, form: FormData): Promise<FormState> {
  return runForm(state, form, async () => {
    const sessionId = (await readSessionId()) ?? "";
    const recoveryCode = form.get("recoveryCode");
    const context = forSignIn(await requestContext());
    await keepSession(await checkStaffRecoveryCode(context, { sessionId, recoveryCode }));
    redirect("/me?done=recovered");
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
