"use server";
import { redirect } from "next/navigation";
import { listHref } from "#app/_lib/search-params.ts";
import { paperPaths } from "#app/(console)/fees/[id]/paper-paths.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { askForFee } from "#core/fees/ask.ts";
import { collectCash } from "#core/fees/collect.ts";
import { approveFeeRequest, turnDownFeeRequest } from "#core/fees/decide.ts";
import { issuePaper } from "#core/fees/issue-paper.ts";
import { withdrawFeeRequest } from "#core/fees/withdraw.ts";

type Done = "collected" | "proposed" | "approved" | "turned_down" | "withdrawn";

function done(feeId: string, what: Done): never {
  redirect(listHref(`/fees/${feeId}`, { done: what }) as "/");
}

export async function collectAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { feeId } = await collectCash(context, Object.fromEntries(form));
    done(feeId, "collected");
  });
}

export async function askAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { feeId } = await askForFee(context, Object.fromEntries(form));
    done(feeId, "proposed");
  });
}

export async function approveAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { feeId } = await approveFeeRequest(context, { requestId: form.get("requestId") });
    done(feeId, "approved");
  });
}

export async function turnDownAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { feeId } = await turnDownFeeRequest(context, Object.fromEntries(form));
    done(feeId, "turned_down");
  });
}

export async function withdrawAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { feeId } = await withdrawFeeRequest(context, { requestId: form.get("requestId") });
    done(feeId, "withdrawn");
  });
}

export async function issueAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { feeId, paper } = await issuePaper(context, Object.fromEntries(form));
    redirect(`/fees/${feeId}/${paperPaths[paper]}` as "/");
  });
}
