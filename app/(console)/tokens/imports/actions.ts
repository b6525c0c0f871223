"use server";
import { redirect } from "next/navigation";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { cancelImport } from "#core/token-imports/cancel.ts";
import { startImport } from "#core/token-imports/start.ts";

export async function startImportAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { importId } = await startImport(context, { importId: form.get("importId") });
    redirect(`/tokens/imports/${importId}` as "/");
  });
}

export async function cancelImportAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { importId } = await cancelImport(context, { importId: form.get("importId") });
    redirect(`/tokens/imports/${importId}` as "/");
  });
}
