import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { closeMonthAction } from "#app/(console)/fees/closings/actions.ts";
import { Form } from "#components/form.tsx";
import { Notice } from "#components/notice.tsx";
import { Section } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import type { StaffActor } from "#core/actor.ts";
import type { NextClosing as Next } from "#core/fees/closing-month.ts";
import { permits } from "#core/permissions.ts";

/** Which month is closed next and when; one that is overdue may be closed here. */
export async function NextClosing({ next, actor }: { next: Next | undefined; actor: StaffActor }) {
  const t = await getT("fees");
  const { date } = await getFormat();
  if (!next) return <p>{t("closings.nextNone")}</p>;
  const told = { month: next.month.replace("-", "/"), day: date(next.closesOn) };
  if (!next.due) {
    return (
      <p>
        <span className="font-700">{t("closings.next")}</span>　{t("closings.nextOn", told)}
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warning" title={t("closings.overdue", told)}>
        {t("closings.overdueText", told)}
      </Notice>
      {permits(actor, "fee.close") && (
        <Section title={t("closings.submit", told)}>
          <p className="mb-3">{t("closings.closeText", told)}</p>
          <Form id="close-month" action={closeMonthAction} language={await getLanguage()} labels={{}}>
            <input type="hidden" name="month" value={next.month} />
            <div>
              <SubmitButton pending={(await getT("common"))("pending")}>
                {t("closings.submit", told)}
              </SubmitButton>
            </div>
          </Form>
        </Section>
      )}
    </div>
  );
}
