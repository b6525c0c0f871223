import { getLanguage, getT } from "#app/_lib/language.ts";
import { reviewLookUpsAction } from "#app/(console)/look-ups/actions.ts";
import { SelectField, TextareaField } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import { Section } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import type { readLookUpMonth } from "#core/look-ups/month.ts";

type Props = Awaited<ReturnType<typeof readLookUpMonth>> & { ownId: string };

/** 点検済み: signs off a month that is over, of one person or of all that are left, but never one's own look-ups. */
export async function SignOff({ month, people, over, open, ownId }: Props) {
  const t = await getT("lookUps");
  const common = await getT("common");
  const left = people.filter(({ id, review }) => !review && id !== ownId);
  return (
    <Section title={t("review.title")}>
      <p className="mb-3">
        {!over
          ? t("review.notOver")
          : open === 0
            ? t("review.nothing")
            : t("review.lead", { month: month.replace("-", "/") })}
      </p>
      {open > 0 && (
        <Form
          id="review"
          action={reviewLookUpsAction}
          language={await getLanguage()}
          labels={{ month: t("field.month"), staffId: t("field.staffId"), note: t("field.note") }}
        >
          <input type="hidden" name="month" value={month} />
          <SelectField
            name="staffId"
            emptyLabel={t("everybody", { count: open })}
            options={left.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextareaField name="note" required rows={2} />
          <div>
            <SubmitButton pending={common("pending")}>{t("review.sign")}</SubmitButton>
          </div>
        </Form>
      )}
    </Section>
  );
}
