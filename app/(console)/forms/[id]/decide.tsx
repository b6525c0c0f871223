import { getLanguage, getT } from "#app/_lib/language.ts";
import { BackReason } from "#app/(console)/forms/[id]/back-reason.tsx";
import { ForeseenChanges } from "#app/(console)/forms/[id]/foreseen.tsx";
import { approveFormAction, returnFormAction } from "#app/(console)/forms/actions.ts";
import { Chip } from "#components/chip.tsx";
import { Form } from "#components/form.tsx";
import { Section } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import type { foreseeApproval } from "#core/forms/foresee.ts";

type Props = {
  form: { id: string };
  foreseen: Awaited<ReturnType<typeof foreseeApproval>>;
};

/** 検印: whether the form may well be approved, what that changes, the approval, and the return with its reason. */
export async function Decide({ form, foreseen }: Props) {
  const t = await getT("forms");
  const common = await getT("common");
  const language = await getLanguage();
  return (
    <Section
      plain
      title={t("section.decide")}
      actions={foreseen.remarks.length === 0 && <Chip tone="success">{t("remark.none")}</Chip>}
    >
      <ForeseenChanges {...foreseen} />
      <div className="mt-3 flex flex-wrap items-start gap-3">
        <div className="flex-1 has-[section]:basis-full has-[[role]]:basis-full">
          <Form id="approve" action={approveFormAction} language={language} labels={{}}>
            <input type="hidden" name="formId" value={form.id} />
            <SubmitButton pending={common("pending")} wide hotkey="a">
              {common("action.approve")}
            </SubmitButton>
          </Form>
        </div>
        <div className="flex-1 has-[[open]]:basis-full">
          <Form
            id="return"
            fold={t("returnFold")}
            action={returnFormAction}
            language={language}
            labels={{ reasonCode: t("returnReason"), reason: t("moreWords") }}
          >
            <input type="hidden" name="formId" value={form.id} />
            <BackReason step="return" hotkey="r" />
            <SubmitButton look="danger" pending={common("pending")}>
              {common("action.return")}
            </SubmitButton>
          </Form>
        </div>
      </div>
    </Section>
  );
}
