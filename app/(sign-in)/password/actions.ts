"use server";
import { redirect } from "next/navigation";
import { runForm } from "#app/_lib/action.ts";
import { keepSession, readSessionId } from "#app/_lib/auth.ts";
import { forSignIn, requestContext } from "#app/_lib/request.ts";
import type { FormState } from "#components/form-state.ts";
import { changePassword } from "#core/staff/change-password.ts";

export async function changePasswordAction(state: FormState, form: FormData): Promise<FormState> {
  return runForm(state, form, async () => {
    const sessionId = (await readSessionId()) ?? "";
    const { password, newPassword, passwordAgain } = Object.fromEntries(form);
    const given = { sessionId, password, newPassword, passwordAgain };
    await keepSession(await changePassword(forSignIn(await requestContext()), given));
    redirect("/me?done=password");
  });
}
