"use server";
import { redirect } from "next/navigation";
import { listHref } from "#app/_lib/search-params.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { moveMany } from "#core/tokens/bulk.ts";

export async function moveManyAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const stolen = form.get("stolen") === "on";
    const { count, requestId } = await moveMany(context, { ...Object.fromEntries(form), stolen });
    if (requestId) redirect(listHref(`/tokens/requests/${requestId}`, { done: "proposed" }) as "/");
    redirect(listHref("/tokens/moves", { done: count }) as "/");
  });
}
