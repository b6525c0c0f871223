"use server";
import { redirect } from "next/navigation";
import { listHref } from "#app/_lib/search-params.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { askDisposal, askReopening } from "#core/tokens/ask.ts";
import { releaseToken } from "#core/tokens/release.ts";
import { restockToken } from "#core/tokens/restock.ts";
import { revokeToken } from "#core/tokens/revoke.ts";
import { suspendToken } from "#core/tokens/suspend.ts";

function tokenPage(tokenId: string, done: string) {
  return listHref(`/tokens/${tokenId}`, { done }) as "/";
}

function requestPage(requestId: string) {
  return listHref(`/tokens/requests/${requestId}`, { done: "proposed" }) as "/";
}

/** The fields of a move that stops a token; a box that is not ticked is not sent. */
function stopped(form: FormData) {
  return { ...Object.fromEntries(form), stolen: form.get("stolen") === "on" };
}

export async function suspendAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { tokenId } = await suspendToken(context, stopped(form));
    redirect(tokenPage(tokenId, "suspend"));
  });
}

export async function revokeAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { tokenId } = await revokeToken(context, stopped(form));
    redirect(tokenPage(tokenId, "revoke"));
  });
}

export async function releaseAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { tokenId } = await releaseToken(context, Object.fromEntries(form));
    redirect(tokenPage(tokenId, "release"));
  });
}

export async function restockAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { tokenId, seal } = await restockToken(context, Object.fromEntries(form));
    redirect(tokenPage(tokenId, seal === "unbroken" ? "restock" : "restockBroken"));
  });
}

export async function askReopeningAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { requestId } = await askReopening(context, Object.fromEntries(form));
    redirect(requestPage(requestId));
  });
}

export async function askDisposalAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { requestId } = await askDisposal(context, Object.fromEntries(form));
    redirect(requestPage(requestId));
  });
}
