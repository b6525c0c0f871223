"use server";
import { redirect } from "next/navigation";
import { listHref } from "#app/_lib/search-params.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import type { ProposalState } from "#core/proposals/rules.ts";
import { approveTokenRequest, turnDownTokenRequest } from "#core/tokens/decide.ts";
import { withdrawTokenRequest } from "#core/tokens/withdraw.ts";

function done(requestId: string, state: ProposalState): never {
  redirect(listHref(`/tokens/requests/${requestId}`, { done: state }) as "/");
}

export async function approveRequestAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { requestId } = await approveTokenRequest(context, { requestId: form.get("requestId") });
    done(requestId, "approved");
  });
}

export async function turnDownRequestAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { requestId } = await turnDownTokenRequest(context, Object.fromEntries(form));
    done(requestId, "turned_down");
  });
}

export async function withdrawRequestAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { requestId } = await withdrawTokenRequest(context, { requestId: form.get("requestId") });
    done(requestId, "withdrawn");
  });
}
