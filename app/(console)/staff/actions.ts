"use server";
import { redirect } from "next/navigation";
import { putNewLinkAway, showNewLink } from "#app/_lib/new-link.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { staffContext } from "#app/_lib/session.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { demandNewPassword } from "#core/staff/demand-password.ts";
import { disableStaff } from "#core/staff/disable.ts";
import { endSessionsOfStaff } from "#core/staff/end-sessions.ts";
import type { InvitationLink } from "#core/staff/invitation-link.ts";
import { inviteStaff } from "#core/staff/invite.ts";
import { renewLink, withdrawLink } from "#core/staff/link.ts";
import { proposeAdmission, proposeEnabling, proposeMove } from "#core/staff/propose-change.ts";
import { resetStaff } from "#core/staff/reset.ts";
import { unlockStaff } from "#core/staff/unlock.ts";

function personPage(staffId: unknown, done: string): never {
  redirect(listHref(`/staff/${staffId}`, { done }) as "/");
}

/** Leads to the page that shows a new link, to this session alone. */
async function linkPage(staffId: string, link: InvitationLink): Promise<never> {
  const { session } = await staffContext();
  await showNewLink(session.id, staffId, link);
  redirect(`/staff/${staffId}/link`);
}

export async function inviteAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { staffId, link } = await inviteStaff(context, Object.fromEntries(form));
    if (link) await linkPage(staffId, link);
    personPage(staffId, "invited");
  });
}

export async function renewLinkAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const staffId = form.get("staffId");
    await linkPage(String(staffId), await renewLink(context, { staffId }));
  });
}

/** The link is handed over: it is shown no more. */
export async function handedOverAction(form: FormData): Promise<void> {
  await putNewLinkAway();
  redirect(`/staff/${encodeURIComponent(String(form.get("staffId")))}`);
}

export async function withdrawLinkAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const staffId = form.get("staffId");
    await withdrawLink(context, { staffId });
    personPage(staffId, "withdrawLink");
  });
}

export async function unlockAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    await unlockStaff(context, Object.fromEntries(form));
    personPage(form.get("staffId"), "unlock");
  });
}

export async function endSessionsAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    await endSessionsOfStaff(context, Object.fromEntries(form));
    personPage(form.get("staffId"), form.has("handle") ? "end_session" : "end_sessions");
  });
}

export async function demandPasswordAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    await demandNewPassword(context, Object.fromEntries(form));
    personPage(form.get("staffId"), "demand_password");
  });
}

export async function resetAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const link = await resetStaff(context, Object.fromEntries(form));
    await linkPage(String(form.get("staffId")), link);
  });
}

export async function disableAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    await disableStaff(context, Object.fromEntries(form));
    personPage(form.get("staffId"), "disable");
  });
}

export async function proposeMoveAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { staffId } = await proposeMove(context, Object.fromEntries(form));
    personPage(staffId, "proposed");
  });
}

export async function proposeEnablingAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { staffId } = await proposeEnabling(context, Object.fromEntries(form));
    personPage(staffId, "proposed");
  });
}

export async function proposeAdmissionAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { staffId } = await proposeAdmission(context, Object.fromEntries(form));
    personPage(staffId, "proposed");
  });
}
