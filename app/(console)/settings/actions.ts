"use server";
import { redirect } from "next/navigation";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import type { ProposalState } from "#core/proposals/rules.ts";
import { approveSettings, turnDownSettings } from "#core/settings/decide.ts";
import { proposeSettings } from "#core/settings/propose.ts";
import { withdrawSettings } from "#core/settings/withdraw.ts";

function done(state: ProposalState): never {
  redirect(`/settings?done=${state}`);
}

export async function proposeSettingsAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    await proposeSettings(context, Object.fromEntries(form));
    done("proposed");
  });
}

export async function approveSettingsAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    await approveSettings(context, { changeId: form.get("changeId") });
    done("approved");
  });
}

export async function turnDownSettingsAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    await turnDownSettings(context, { changeId: form.get("changeId"), note: form.get("note") });
    done("turned_down");
  });
}

export async function withdrawSettingsAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    await withdrawSettings(context, { changeId: form.get("changeId") });
    done("withdrawn");
  });
}
