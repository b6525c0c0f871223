import "server-only";
import { signInStep } from "#app/_lib/auth.ts";
import { confirmField } from "#components/form-state.ts";

/** Confirms the person who sent a form by the fresh OTP in it, if it has one: a new session and its cookie. */
export async function confirmBy(form: FormData): Promise<void> {
  const otp = form.get(confirmField);
  if (otp !== null) await signInStep("confirm", { otp: String(otp) });
}
