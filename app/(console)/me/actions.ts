"use server";
import { redirect } from "next/navigation";
import { keepSession, readSessionId } from "#app/_lib/auth.ts";
import { putRecoveryCodesAway, showRecoveryCodes } from "#app/_lib/recovery-codes.ts";
import { forSignIn, requestContext } from "#app/_lib/request.ts";
import { staffContext } from "#app/_lib/session.ts";
import { rememberTheme } from "#app/_lib/theme.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { beginAuthenticator, changeAuthenticator } from "#core/staff/change-authenticator.ts";
import { endOtherSessions, endOwnSession } from "#core/staff/own-sessions.ts";
import { newRecoveryCodes } from "#core/staff/recovery-codes.ts";

/** Signs out another device of one's own. */
export async function endSessionAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async () => {
    await endOwnSession(await staffContext(), { handle: form.get("handle") });
    redirect("/me?done=session");
  });
}

/** Signs out every other device of one's own. */
export async function endOtherSessionsAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async () => {
    const context = await staffContext();
    await endOtherSessions(context, { sessionId: context.session.id });
    redirect("/me?done=sessions");
  });
}

/** Makes new recovery codes, by a fresh OTP, and shows them. */
export async function newRecoveryCodesAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async () => {
    const context = await staffContext();
    const codes = await newRecoveryCodes(forSignIn(context));
    await showRecoveryCodes(context.session.id, codes);
    redirect("/me/recovery-codes");
  });
}

/** The codes are kept: they are shown no more. */
export async function keptRecoveryCodesAction(): Promise<void> {
  await putRecoveryCodesAway();
  redirect("/");
}

/** First step to another authenticator: a code of the old one, or a recovery code. */
export async function beginAuthenticatorAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async () => {
    const { session } = await staffContext();
    const recoveryCode = form.get("recoveryCode");
    const shown = recoveryCode === null ? { otp: form.get("otp") } : { recoveryCode };
    await beginAuthenticator(forSignIn(await requestContext()), session.id, shown);
    redirect("/me/authenticator");
  });
}

/** Second step: the new one's first code. */
export async function changeAuthenticatorAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async () => {
    const sessionId = (await readSessionId()) ?? "";
    const context = forSignIn(await requestContext());
    await keepSession(await changeAuthenticator(context, sessionId, form.get("otp")));
    redirect("/me?done=authenticator");
  });
}

/** Remembers how the console is to look in this browser. */
export async function setThemeAction(form: FormData): Promise<void> {
  await rememberTheme(form.get("theme"));
  redirect("/me?done=theme");
}
