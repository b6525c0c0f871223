import { getLanguage, getT } from "#app/_lib/language.ts";
import { BackReason } from "#app/(console)/forms/[id]/back-reason.tsx";
import { ForeseenChanges } from "#app/(console)/forms/[id]/foreseen.tsx";
import { approveFormAction, returnFormAction } from "#app/(console)/forms/actions.ts";
import { Form } from "#components/form.tsx";
import { Notice } from "#components/notice.tsx";
import { Section } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import type { foreseeApproval } from "#core/forms/foresee.ts";
import type { FormKind } from "#core/forms/rules.ts";

type Props = {
  form: { id: string; kind: FormKind };
  own: boolean;
  foreseen: Awaited<ReturnType<typeof foreseeApproval>>;
};

/** 検印: what an approval would do, the approval, and the return with its reason. */
export async function Decide({ form, own, foreseen }: Props) {
  const t = await getT("forms");
  const common = await getT("common");
  const language = await getLanguage();
  if (own) return <Notice tone="info" title={t("ownForm")} />;
  return (
    <Section title={t("section.decide")}>
      <ForeseenChanges {...foreseen} />
      <p className="mb-3">{t(`consequence.${form.kind}`)}</p>
      <Form id="approve" action={approveFormAction} language={language} labels={{}}>
        <input type="hidden" name="formId" value={form.id} />
        <SubmitButton pending={common("pending")} wide hotkey="a">
          {common("action.approve")}
        </SubmitButton>
      </Form>
      <hr className="my-5 border-line" />
      <Form
        id="return"
        action={returnFormAction}
        language={language}
        labels={{ reasonCode: t("returnReason"), reason: t("moreWords") }}
      >
        <input type="hidden" name="formId" value={form.id} />
        <BackReason step="return" hotkey="r" />
        <SubmitButton look="danger" pending={common("pending")} wide>
          {common("action.return")}
        </SubmitButton>
      </Form>
    </Section>
  );
}
