"use server";
import { redirect } from "next/navigation";
import { listHref } from "#app/_lib/search-params.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { cancelBatch } from "#core/debits/cancel.ts";
import { approveBatch, turnDownBatch } from "#core/debits/decide.ts";
import { proposeBatch } from "#core/debits/propose.ts";
import type { DebitState } from "#core/debits/rules.ts";
import { sendBatch } from "#core/debits/send.ts";
import { withdrawBatch } from "#core/debits/withdraw.ts";

function done(batchId: string, state: DebitState): never {
  redirect(listHref(`/debits/${batchId}`, { done: state }) as "/");
}

export async function proposeBatchAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { batchId } = await proposeBatch(context, Object.fromEntries(form));
    done(batchId, "proposed");
  });
}

export async function approveBatchAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { batchId } = await approveBatch(context, { batchId: form.get("batchId") });
    done(batchId, "approved");
  });
}

export async function turnDownBatchAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { batchId } = await turnDownBatch(context, Object.fromEntries(form));
    done(batchId, "turned_down");
  });
}

export async function withdrawBatchAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { batchId } = await withdrawBatch(context, { batchId: form.get("batchId") });
    done(batchId, "withdrawn");
  });
}

export async function cancelBatchAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { batchId } = await cancelBatch(context, Object.fromEntries(form));
    done(batchId, "cancelled");
  });
}

export async function sendBatchAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { batchId } = await sendBatch(context, { batchId: form.get("batchId") });
    done(batchId, "sent");
  });
}
