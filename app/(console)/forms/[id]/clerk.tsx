import { getLanguage, getT } from "#app/_lib/language.ts";
import { BackReason } from "#app/(console)/forms/[id]/back-reason.tsx";
import {
  cancelFormAction,
  markIncompleteAction,
  receiveFormAction,
  submitFormAction,
} from "#app/(console)/forms/actions.ts";
import { formLabels } from "#app/(console)/forms/keyed-fields.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Form } from "#components/form.tsx";
import type { FormAction } from "#components/form-state.ts";
import { Notice } from "#components/notice.tsx";
import { Section } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { fieldError } from "#components/words/translate.ts";
import { type FormEvent, type FormState, formTransitions } from "#core/forms/rules.ts";

type Props = {
  form: { id: string; state: FormState };
  openChecks: readonly string[];
  /** Not yet with the approver. */
  editable: boolean;
};

/** What the clerk can do with a form now: the checks still open, then on to the approver, or aside. */
export async function Clerk({ form, openChecks, editable }: Props) {
  const t = await getT("forms");
  const common = await getT("common");
  const language = await getLanguage();
  const may = (event: FormEvent) => formTransitions[form.state]?.[event] !== undefined;
  const pending = common("pending");
  return (
    <Section
      title={t("section.clerk")}
      actions={editable && <ButtonLink href={`/forms/${form.id}/edit`}>{common("action.edit")}</ButtonLink>}
    >
      <div className="flex flex-col gap-4">
        {editable && openChecks.length > 0 ? (
          <Notice tone="warning" title={t("section.checks")}>
            <ul>
              {openChecks.map((check) => (
                <li key={check}>{fieldError(language, `check.${check}`)}</li>
              ))}
            </ul>
          </Notice>
        ) : (
          may("submit") && <Notice tone="success" title={t("ready")} />
        )}
        {may("receive") && (
          <Form id="receive" action={receiveFormAction} language={language} labels={{}}>
            <input type="hidden" name="formId" value={form.id} />
            <SubmitButton pending={pending} wide>
              {t("receive")}
            </SubmitButton>
          </Form>
        )}
        {may("submit") && (
          <Form id="submit" action={submitFormAction} language={language} labels={await formLabels()}>
            <input type="hidden" name="formId" value={form.id} />
            <SubmitButton pending={pending} wide hotkey="s">
              {common("action.submit")}
            </SubmitButton>
          </Form>
        )}
        {may("mark_incomplete") &&
          aside("mark_incomplete", t("markIncomplete"), t("incompleteReason"), markIncompleteAction)}
        {may("cancel") && aside("cancel", t("cancel"), t("cancelReason"), cancelFormAction)}
      </div>
    </Section>
  );

  function aside(step: "mark_incomplete" | "cancel", title: string, label: string, action: FormAction) {
    return (
      <Form
        id={step}
        fold={title}
        action={action}
        language={language}
        labels={{ reasonCode: label, reason: t("moreWords") }}
      >
        <input type="hidden" name="formId" value={form.id} />
        <BackReason step={step} />
        <SubmitButton look="danger" pending={pending}>
          {title}
        </SubmitButton>
      </Form>
    );
  }
}
