"use server";
import { redirect } from "next/navigation";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { approveMailAddress, turnDownMailAddress, withdrawMailAddress } from "#core/mail-addresses/decide.ts";
import { proposeMailAddress } from "#core/mail-addresses/propose.ts";
import type { ProposalState } from "#core/proposals/rules.ts";

function done(contractId: string | null, state: ProposalState): never {
  redirect(`/contracts/${contractId}/mail-address?done=${state}` as "/");
}

export async function proposeMailAddressAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { contractId } = await proposeMailAddress(context, Object.fromEntries(form));
    done(contractId, "proposed");
  });
}

export async function approveMailAddressAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { contractId } = await approveMailAddress(context, Object.fromEntries(form));
    done(contractId, "approved");
  });
}

export async function turnDownMailAddressAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { contractId } = await turnDownMailAddress(context, Object.fromEntries(form));
    done(contractId, "turned_down");
  });
}

export async function withdrawMailAddressAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { contractId } = await withdrawMailAddress(context, Object.fromEntries(form));
    done(contractId, "withdrawn");
  });
}
