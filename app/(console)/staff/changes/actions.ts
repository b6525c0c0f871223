"use server";
import { redirect } from "next/navigation";
import { listHref } from "#app/_lib/search-params.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import type { ProposalState } from "#core/proposals/rules.ts";
import { approveStaffChange, turnDownStaffChange, withdrawStaffChange } from "#core/staff/decide-change.ts";

function done(staffId: string, state: ProposalState): never {
  redirect(listHref(`/staff/${staffId}`, { done: state }) as "/");
}

export async function approveChangeAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { staffId } = await approveStaffChange(context, { changeId: form.get("changeId") });
    done(staffId, "approved");
  });
}

export async function turnDownChangeAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { staffId } = await turnDownStaffChange(context, Object.fromEntries(form));
    done(staffId, "turned_down");
  });
}

export async function withdrawChangeAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { staffId } = await withdrawStaffChange(context, { changeId: form.get("changeId") });
    done(staffId, "withdrawn");
  });
}
