"use server";
import { redirect, unstable_rethrow } from "next/navigation";
import { createElement } from "react";
import { typedValues } from "#app/_lib/action.ts";
import { getFormat, getT } from "#app/_lib/language.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { guardPage, staffContext } from "#app/_lib/session.ts";
import { Customer } from "#app/(console)/forms/new/customer.tsx";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { Failure } from "#core/errors.ts";
import { approveForm } from "#core/forms/approve.ts";
import { readCustomer } from "#core/forms/customer.ts";
import { discardDraft, saveDraft } from "#core/forms/draft.ts";
import { editForm } from "#core/forms/edit.ts";
import { keyForm } from "#core/forms/key.ts";
import { receiveForm } from "#core/forms/receive.ts";
import { asksFor, deskFormStates, formKinds, formTicks } from "#core/forms/rules.ts";
import { cancelForm, markFormIncomplete, returnForm } from "#core/forms/send-back.ts";
import { submitForm } from "#core/forms/submit.ts";

/**
 * The fields as the clerk left them; a box that is not ticked sends nothing, and what was filled in for another kind or
 * reason, and is hidden since, counts as not filled in.
 */
function keyed(form: FormData): Record<string, unknown> {
  const ticks: readonly string[] = formTicks;
  const text = [...form.entries()].filter(([name]) => !name.startsWith("$") && !ticks.includes(name));
  const kind = formKinds.find((one) => one === form.get("kind"));
  const asked = kind && asksFor(kind);
  return {
    ...Object.fromEntries(text),
    ...Object.fromEntries(ticks.map((name) => [name, form.get(name) === "on"])),
    ...(asked?.reason === false && { reason: "" }),
    ...((asked?.reason === false || form.get("reason") !== "stolen") && {
      discoveredOn: "",
      policeReport: "",
    }),
    ...(asked?.fee === false && { feeDebitAuthorised: false, feeAtCounter: false }),
    ...(asked?.oldToken === false && { oldTokenReturned: false }),
  };
}

function formPage(formId: string, params: Record<string, string | number | undefined>) {
  return listHref(`/forms/${formId}`, params) as "/";
}

export async function keyFormAction(state: FormState, form: FormData): Promise<FormState> {
  return (await askWhose(state, form)) ?? keyAsked(state, form);
}

async function keyAsked(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(
    state,
    form,
    async (context) => {
      const { formId, stoppedSerial } = await keyForm(context, keyed(form));
      redirect(formPage(formId, { done: "keyed", stopped: stoppedSerial }));
    },
    () => keyedFirst(form),
  );
}

/** The form of the same kind that is under way for the contract: who keyed it, when, and the way there. */
async function keyedFirst(form: FormData): Promise<FormState["notice"]> {
  const found = await customerOf(form.get("contractorId"));
  const undecided: readonly string[] = deskFormStates;
  const first = found?.forms.find((one) => one.kind === form.get("kind") && undecided.includes(one.state));
  if (!first) return null;
  const t = await getT("forms");
  const format = await getFormat();
  const formNumber = String(first.number);
  return {
    tone: "warning",
    title: t("keyedFirst.title", { kind: t(`kind.${first.kind}`), formNumber }),
    text: t("keyedFirst.text", {
      who: first.makerName,
      when: format.dateTime(first.createdAt),
      state: t(`state.${first.state}`),
    }),
    next: { href: `/forms/${first.id}`, label: t("keyedFirst.open", { formNumber }) },
  };
}

/** Where no script has shown whose contract it is, asks whether that is meant before anything is kept. */
async function askWhose({ attempt }: FormState, form: FormData): Promise<FormState | undefined> {
  const found = await customerOf(form.get("contractorId"));
  if (!found || form.get("customerShown") === found.contract.contractorId) return undefined;
  const { contractorId, name, kana, branchName } = found.contract;
  const t = await getT("forms");
  return {
    attempt: attempt + 1,
    errors: {},
    values: { ...typedValues(form), customerShown: [contractorId] },
    notice: { tone: "info", title: t("whose", { name, kana, branch: branchName }), text: t("whoseText") },
  };
}

/** Whose contract an ID is, to be shown beside it as soon as it is whole. */
export async function showCustomerAction(contractorId: string): Promise<React.ReactNode> {
  await guardPage("form.key");
  return createElement(Customer, { found: await customerOf(contractorId) });
}

async function customerOf(contractorId: unknown) {
  try {
    return await readCustomer(await staffContext(), { contractorId });
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** Keeps what is being typed, time and again while somebody types: nothing comes back. */
export async function keepDraftAction(form: FormData): Promise<void> {
  await saveDraft(await guardPage("form.key"), Object.fromEntries(form));
}

/** The same by its own button, which works without script. */
export async function saveDraftAction(form: FormData): Promise<void> {
  await saveDraft(await guardPage("form.key"), Object.fromEntries(form));
  redirect("/forms/new?done=draft");
}

export async function discardDraftAction(): Promise<void> {
  await discardDraft(await guardPage("form.key"), {});
  redirect("/forms/new");
}

export async function editFormAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { formId } = await editForm(context, keyed(form));
    redirect(formPage(formId, { done: "saved" }));
  });
}

export async function receiveFormAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { formId } = await receiveForm(context, { formId: form.get("formId") });
    redirect(formPage(formId, { done: "received" }));
  });
}

export async function submitFormAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { formId } = await submitForm(context, { formId: form.get("formId") });
    redirect(formPage(formId, { done: "submitted" }));
  });
}

export async function approveFormAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { formId, orderNumber } = await approveForm(context, { formId: form.get("formId") });
    redirect(formPage(formId, { done: "approved", order: orderNumber }));
  });
}

export async function returnFormAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { formId } = await returnForm(context, reasoned(form));
    redirect(formPage(formId, { done: "returned" }));
  });
}

export async function markIncompleteAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { formId } = await markFormIncomplete(context, reasoned(form));
    redirect(formPage(formId, { done: "incomplete" }));
  });
}

export async function cancelFormAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { formId } = await cancelForm(context, reasoned(form));
    redirect(formPage(formId, { done: "cancelled" }));
  });
}

function reasoned(form: FormData) {
  const code = form.get("reasonCode");
  return {
    formId: form.get("formId"),
    reason: form.get("reason") ?? "",
    ...(code !== null && { reasonCode: code }),
  };
}
