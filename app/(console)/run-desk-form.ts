import "server-only";
import { runForm } from "#app/_lib/action.ts";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { staffContext } from "#app/_lib/session.ts";
import type { FormState } from "#components/form-state.ts";
import { commandWords } from "#components/words/audit.ts";
import type { Context, StaffActor } from "#core/actor.ts";
import { latestChange } from "#core/audit/latest.ts";

/** Runs a form of the console as the person who sent it; a conflict shows who did what and when. */
export async function runDeskForm(
  state: FormState,
  form: FormData,
  work: (context: Context<StaffActor>) => Promise<void>,
): Promise<FormState> {
  const context = await staffContext();
  return runForm(
    state,
    form,
    () => work(context),
    () => whoWasQuicker(context, form),
  );
}

/** The newest row of the audit about the form or order, in words, and the way to what holds now. */
async function whoWasQuicker(context: Context<StaffActor>, form: FormData): Promise<FormState["notice"]> {
  const formId = form.get("formId");
  const subjectId = formId ?? form.get("orderId");
  const latest = subjectId === null ? undefined : await latestChange(context, { subjectId });
  if (!latest) return null;
  const t = await getT("common");
  const format = await getFormat();
  const what = commandWords(await getLanguage(), latest.action);
  return {
    tone: "warning",
    title: t("notice.conflict"),
    text: t("conflictDetail", { who: latest.actorName, what, when: format.dateTime(latest.at) }),
    next: { href: `/${formId ? "forms" : "orders"}/${subjectId}`, label: t("reload") },
  };
}
