import { getLanguage, getT } from "#app/_lib/language.ts";
import {
  approveRequestAction,
  turnDownRequestAction,
  withdrawRequestAction,
} from "#app/(console)/tokens/requests/actions.ts";
import { TextareaField } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import { Section } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import type { AskedMove } from "#core/tokens/rules.ts";

type Props = { request: { id: string; move: AskedMove; branchCode: string | null }; own: boolean };

/** The approval of a request or the note that turns it down; for its own maker the way to withdraw it. */
export async function Decide({ request, own }: Props) {
  const t = await getT("tokenMoves");
  const common = await getT("common");
  const language = await getLanguage();
  const pending = common("pending");
  const about = <input type="hidden" name="requestId" value={request.id} />;
  if (own) {
    const { branchCode } = request;
    return (
      <Section title={t("section.decide")}>
        <p className="mb-3">
          {t("requests.own")}{" "}
          {branchCode ? t("requests.byBranch", { branchCode }) : t("requests.byHeadOffice")}
        </p>
        <Form id="withdraw" action={withdrawRequestAction} language={language} labels={{}}>
          {about}
          <SubmitButton look="secondary" pending={pending} wide>
            {t("requests.withdraw")}
          </SubmitButton>
        </Form>
      </Section>
    );
  }
  return (
    <Section title={t("section.decide")}>
      <p className="mb-3">{t(`consequence.${request.move}`)}</p>
      <Form id="approve" action={approveRequestAction} language={language} labels={{}}>
        {about}
        <SubmitButton pending={pending} wide>
          {common("action.approve")}
        </SubmitButton>
      </Form>
      <hr className="my-5 border-line" />
      <Form
        id="turn-down"
        action={turnDownRequestAction}
        language={language}
        labels={{ note: t("field.note") }}
      >
        {about}
        <TextareaField name="note" required rows={2} />
        <SubmitButton look="danger" pending={pending} wide>
          {t("requests.turnDown")}
        </SubmitButton>
      </Form>
    </Section>
  );
}
