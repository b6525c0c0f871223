"use server";
import { redirect } from "next/navigation";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { endDelegation } from "#core/delegations/end.ts";
import { nameSubstitute } from "#core/delegations/name.ts";

export async function nameSubstituteAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    await nameSubstitute(context, Object.fromEntries(form));
    redirect("/delegations?done=named" as "/");
  });
}

export async function endDelegationAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    await endDelegation(context, { delegationId: form.get("delegationId") });
    redirect("/delegations?done=ended" as "/");
  });
}
