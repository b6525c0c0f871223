"use server";
import { redirect } from "next/navigation";
import { runForm } from "#app/_lib/action.ts";
import { forget, keepSession } from "#app/_lib/auth.ts";
import { showRecoveryCodes } from "#app/_lib/recovery-codes.ts";
import { forSignIn, requestContext } from "#app/_lib/request.ts";
import { invitationToken } from "#app/(sign-in)/join/invitation.ts";
import type { FormState } from "#components/form-state.ts";
import { choosePassword, join } from "#core/staff/join.ts";

/** First step: the password. */
export async function choosePasswordAction(state: FormState, form: FormData): Promise<FormState> {
  return runForm(state, form, async () => {
    const { newPassword, passwordAgain } = Object.fromEntries(form);
    await choosePassword(forSignIn(await requestContext()), await invitationToken(), {
      newPassword,
      passwordAgain,
    });
    redirect("/join/authenticator");
  });
}

/** Second step: the authenticator's first code. Signs in, and leads to the recovery codes. */
export async function joinAction(state: FormState, form: FormData): Promise<FormState> {
  return runForm(state, form, async () => {
    const joined = await join(forSignIn(await requestContext()), await invitationToken(), form.get("otp"));
    await keepSession(joined.sessionId);
    await forget("invitation");
    await showRecoveryCodes(joined.sessionId, joined.codes);
    redirect("/me/recovery-codes");
  });
}
