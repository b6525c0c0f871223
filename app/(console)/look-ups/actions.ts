"use server";
import { redirect } from "next/navigation";
import { listHref } from "#app/_lib/search-params.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { reviewLookUps } from "#core/look-ups/review.ts";

export async function reviewLookUpsAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    await reviewLookUps(context, Object.fromEntries(form));
    redirect(listHref("/look-ups", { month: String(form.get("month")), done: 1 }) as "/");
  });
}
