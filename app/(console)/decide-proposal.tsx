import type { ReactNode } from "react";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { TextareaField } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import type { FormAction } from "#components/form-state.ts";
import { Section } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";

type Props = {
  /** The fields by which its forms say what they are about. */
  about: Readonly<
    Partial<
      Record<
        | "addressChangeId"
        | "branchChangeId"
        | "changeId"
        | "requestId"
        | "clientChangeId"
        | "clientId"
        | "batchId"
        | "staffId"
        | "feeRuleChangeId",
        string
      >
    >
  >;
  own: boolean;
  actions: Record<"approve" | "turnDown" | "withdraw", FormAction>;
  /** What to know before deciding it; for its own maker, who will. */
  children?: ReactNode;
};

/** The approval of what somebody asked for or the note that turns it down; for its own maker the way to withdraw it. */
export async function DecideProposal({ about, own, actions, children }: Props) {
  const t = await getT("proposals");
  const common = await getT("common");
  const language = await getLanguage();
  const pending = common("pending");
  const subject = Object.entries(about).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
  return (
    <Section title={t("decide")}>
      {children && <p className="mb-3">{children}</p>}
      {own ? (
        <Form id="withdraw" action={actions.withdraw} language={language} labels={{}}>
          {subject}
          <SubmitButton look="secondary" pending={pending} wide>
            {t("withdraw")}
          </SubmitButton>
        </Form>
      ) : (
        <>
          <Form id="approve" action={actions.approve} language={language} labels={{}}>
            {subject}
            <SubmitButton pending={pending} wide>
              {common("action.approve")}
            </SubmitButton>
          </Form>
          <hr className="my-5 border-line" />
          <Form id="turn-down" action={actions.turnDown} language={language} labels={{ note: t("note") }}>
            {subject}
            <TextareaField name="note" required rows={2} />
            <SubmitButton look="danger" pending={pending} wide>
              {t("turnDown")}
            </SubmitButton>
          </Form>
        </>
      )}
    </Section>
  );
}
