"use server";
import { redirect } from "next/navigation";
import { listHref } from "#app/_lib/search-params.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { closeMonth } from "#core/fees/close-month.ts";

export async function closeMonthAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { month } = await closeMonth(context, { month: form.get("month") });
    redirect(listHref("/fees/closings", { done: month }) as "/");
  });
}
