import "server-only";
import { signInStep } from "#app/_lib/auth.ts";
import { confirmField } from "#components/form-state.ts";

/** Confirms the person who sent a form by the fresh OTP in it, if it has one: a new session and its cookie. */
export async function confirmBy(form: {
  get(name: string): FormDataEntryValue | null | undefined;
}): Promise<void> {
  const otp = form.get(confirmField);
  if (typeof otp === "string") await signInStep("confirm", { otp });
}
