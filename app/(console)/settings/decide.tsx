import { getLanguage, getT } from "#app/_lib/language.ts";
import {
  approveSettingsAction,
  turnDownSettingsAction,
  withdrawSettingsAction,
} from "#app/(console)/settings/actions.ts";
import { TextareaField } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import { Section } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";

/** The approval of a change or the note that turns it down; for its own maker the way to withdraw it. */
export async function Decide({ changeId, own }: { changeId: string; own: boolean }) {
  const t = await getT("settings");
  const common = await getT("common");
  const language = await getLanguage();
  const pending = common("pending");
  const about = <input type="hidden" name="changeId" value={changeId} />;
  if (own) {
    return (
      <Section title={t("section.decide")}>
        <p className="mb-3">{t("ownChange")}</p>
        <Form id="withdraw" action={withdrawSettingsAction} language={language} labels={{}}>
          {about}
          <SubmitButton look="secondary" pending={pending} wide>
            {t("withdraw")}
          </SubmitButton>
        </Form>
      </Section>
    );
  }
  return (
    <Section title={t("section.decide")}>
      <Form id="approve" action={approveSettingsAction} language={language} labels={{}}>
        {about}
        <SubmitButton pending={pending} wide>
          {common("action.approve")}
        </SubmitButton>
      </Form>
      <hr className="my-5 border-line" />
      <Form
        id="turn-down"
        action={turnDownSettingsAction}
        language={language}
        labels={{ note: t("field.note") }}
      >
        {about}
        <TextareaField name="note" required rows={2} />
        <SubmitButton look="danger" pending={pending} wide>
          {t("turnDown")}
        </SubmitButton>
      </Form>
    </Section>
  );
}
