"use server";
import { redirect } from "next/navigation";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { approveBranchMail, turnDownBranchMail, withdrawBranchMail } from "#core/mail-addresses/decide.ts";
import { proposeBranchMail } from "#core/mail-addresses/propose.ts";
import type { ProposalState } from "#core/proposals/rules.ts";

function done(branchCode: string, state: ProposalState): never {
  redirect(`/notices/branches/${branchCode}?done=${state}` as "/");
}

/** Which change it is about, under a name that leads back to the branches. */
const decisionOf = (form: FormData) => ({
  addressChangeId: form.get("branchChangeId"),
  note: form.get("note"),
});

export async function proposeBranchMailAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { branchCode } = await proposeBranchMail(context, Object.fromEntries(form));
    done(branchCode, "proposed");
  });
}

export async function approveBranchMailAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { branchCode } = await approveBranchMail(context, decisionOf(form));
    done(branchCode, "approved");
  });
}

export async function turnDownBranchMailAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { branchCode } = await turnDownBranchMail(context, decisionOf(form));
    done(branchCode, "turned_down");
  });
}

export async function withdrawBranchMailAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { branchCode } = await withdrawBranchMail(context, decisionOf(form));
    done(branchCode, "withdrawn");
  });
}
