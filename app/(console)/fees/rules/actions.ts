"use server";
import { redirect } from "next/navigation";
import { listHref } from "#app/_lib/search-params.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { approveFeeRule, turnDownFeeRule } from "#core/fee-rules/decide.ts";
import { proposeFee, proposeTaxRate } from "#core/fee-rules/propose.ts";
import { withdrawFeeRule } from "#core/fee-rules/withdraw.ts";
import type { ProposalState } from "#core/proposals/rules.ts";

function done({ feeRuleChangeId }: { feeRuleChangeId: string }, state: ProposalState): never {
  redirect(listHref(`/fees/rules/${feeRuleChangeId}`, { done: state }) as "/");
}

export async function proposeFeeAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    done(await proposeFee(context, Object.fromEntries(form)), "proposed");
  });
}

export async function proposeTaxRateAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    done(await proposeTaxRate(context, Object.fromEntries(form)), "proposed");
  });
}

export async function approveFeeRuleAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    done(await approveFeeRule(context, Object.fromEntries(form)), "approved");
  });
}

export async function turnDownFeeRuleAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    done(await turnDownFeeRule(context, Object.fromEntries(form)), "turned_down");
  });
}

export async function withdrawFeeRuleAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    done(await withdrawFeeRule(context, Object.fromEntries(form)), "withdrawn");
  });
}
