"use server";
import { redirect } from "next/navigation";
import { putNewKeyAway, showNewKey } from "#app/_lib/new-key.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { staffContext } from "#app/_lib/session.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import {
  approveClientChange,
  turnDownClientChange,
  withdrawClientChange,
} from "#core/clients/decide-change.ts";
import { disableClient } from "#core/clients/disable.ts";
import { issueKey } from "#core/clients/issue-key.ts";
import type { MadeKey } from "#core/clients/new-key.ts";
import { proposeClientChange } from "#core/clients/propose-change.ts";
import { registerClient } from "#core/clients/register.ts";
import { revokeKey } from "#core/clients/revoke-key.ts";
import { rotateKey } from "#core/clients/rotate-key.ts";

function clientPage(clientId: string, done: string): never {
  redirect(listHref(`/clients/${clientId}`, { done }) as "/");
}

/** Leads to the page that shows a new key, to this session alone. */
async function keyPage(clientId: string, made: MadeKey): Promise<never> {
  const { session } = await staffContext();
  await showNewKey(session.id, clientId, made);
  redirect(`/clients/${clientId}/key`);
}

/** The fields of a form with scopes, of which any number may be ticked. */
function allowance(form: FormData) {
  return { ...Object.fromEntries(form), scopes: form.getAll("scopes") };
}

export async function registerClientAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { clientId } = await registerClient(context, allowance(form));
    clientPage(clientId, "registered");
  });
}

export async function proposeClientChangeAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { clientId } = await proposeClientChange(context, allowance(form));
    clientPage(clientId, "proposed");
  });
}

export async function approveClientChangeAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { clientId } = await approveClientChange(context, Object.fromEntries(form));
    clientPage(clientId, "approved");
  });
}

export async function turnDownClientChangeAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { clientId } = await turnDownClientChange(context, Object.fromEntries(form));
    clientPage(clientId, "turned_down");
  });
}

export async function withdrawClientChangeAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { clientId } = await withdrawClientChange(context, Object.fromEntries(form));
    clientPage(clientId, "withdrawn");
  });
}

export async function issueKeyAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    await keyPage(String(form.get("clientId")), await issueKey(context, Object.fromEntries(form)));
  });
}

export async function rotateKeyAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { clientId, ...made } = await rotateKey(context, Object.fromEntries(form));
    await keyPage(clientId, made);
  });
}

/** The new key is kept: it is shown no more. */
export async function keptKeyAction(form: FormData): Promise<void> {
  await putNewKeyAway();
  clientPage(encodeURIComponent(String(form.get("clientId"))), "kept");
}

export async function revokeKeyAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { clientId } = await revokeKey(context, Object.fromEntries(form));
    clientPage(clientId, "revoke");
  });
}

export async function disableClientAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { clientId } = await disableClient(context, Object.fromEntries(form));
    clientPage(clientId, "disable");
  });
}
