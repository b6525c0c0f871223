"use server";
import { redirect } from "next/navigation";
import { ownPath } from "#app/_lib/own-path.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { unmaskCustomer } from "#core/look-ups/unmask.ts";

export async function unmaskAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    await unmaskCustomer(context, Object.fromEntries(form));
    redirect(ownPath(form.get("back")) ?? (`/contracts/${form.get("contractId")}` as "/"));
  });
}
