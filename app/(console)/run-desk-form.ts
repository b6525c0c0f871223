import "server-only";
import { runForm } from "#app/_lib/action.ts";
import { confirmBy } from "#app/_lib/confirm.ts";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { staffContext } from "#app/_lib/session.ts";
import type { FormState } from "#components/form-state.ts";
import { commandWords } from "#components/words/audit.ts";
import type { Context, StaffActor } from "#core/actor.ts";
import { latestChange, latestDeed } from "#core/audit/latest.ts";
import { Failure, fail } from "#core/errors.ts";
import type { OpenSession } from "#core/staff/session.ts";

/**
 * Runs a form of the console as the person who sent it, confirmed first by the OTP that came with it where one did. A
 * conflict shows who did what and when; `quicker` tells it of what is not there yet.
 */
export async function runDeskForm(
  state: FormState,
  form: FormData,
  work: (context: Context<StaffActor>) => Promise<void>,
  quicker = async () => whoWasQuicker(await staffContext(), form),
): Promise<FormState> {
  return runForm(
    state,
    form,
    async () => {
      await confirmBy(form);
      const context = await staffContext();
      await askable(context.session, () => work(context));
    },
    quicker,
  );
}

/** Whom an OTP would be asked for who has no authenticator to show it is told so, and where to set one up. */
async function askable({ hasAuthenticator }: OpenSession, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Failure && error.code === "confirm" && !hasAuthenticator)
      fail("forbidden", "noAuthenticator");
    throw error;
  }
}

/** The fields by which a form says what it is about, and the page of that. */
const pages: Readonly<Record<string, (id: string) => string>> = {
  staffId: (id) => `/staff/${id}`,
  clientId: (id) => `/clients/${id}`,
  formId: (id) => `/forms/${id}`,
  orderId: (id) => `/orders/${id}`,
  dispatchId: (id) => `/orders/dispatches/${id}`,
  changeId: () => "/settings",
  importId: (id) => `/tokens/imports/${id}`,
  tokenId: (id) => `/tokens/${id}`,
  feeRuleChangeId: (id) => `/fees/rules/${id}`,
  feeId: (id) => `/fees/${id}`,
  requestId: (id) => `/tokens/requests/${id}`,
  delegationId: () => "/delegations",
  addressChangeId: () => "/notices/addresses",
  branchChangeId: () => "/notices/branches",
  batchId: (id) => `/debits/${id}`,
};

/** The newest row of the audit about what the form is about, in words, and the way to what holds now. */
async function whoWasQuicker(context: Context<StaffActor>, form: FormData): Promise<FormState["notice"]> {
  const [field, page] = Object.entries(pages).find(([name]) => form.has(name)) ?? [];
  if (!field || !page) return null;
  const subjectId = String(form.get(field));
  const latest = await (field === "staffId" || field === "clientId" ? latestDeed : latestChange)(context, {
    subjectId,
  });
  if (!latest) return null;
  const t = await getT("common");
  const format = await getFormat();
  const what = commandWords(await getLanguage(), latest.action);
  return {
    tone: "warning",
    title: t("notice.conflict"),
    text: t("conflictDetail", { who: latest.actorName, what, when: format.dateTime(latest.at) }),
    next: { href: page(subjectId), label: t("reload") },
  };
}
