import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { proposeBatchAction } from "#app/(console)/debits/actions.ts";
import { DescriptionList } from "#components/description-list.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Form } from "#components/form.tsx";
import { Section } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import type { previewBatch } from "#core/debits/preview.ts";
import { mostRecords } from "#core/debits/rules.ts";

type Props = { preview: Awaited<ReturnType<typeof previewBatch>> };

/** What the file would hold, and the way to build it. */
export async function Build({ preview }: Props) {
  const t = await getT("debits");
  const common = await getT("common");
  const language = await getLanguage();
  const format = await getFormat();
  const { recordCount, amountYen, untilOn, debitOn, leftOver, unauthorised, consignor } = preview;
  const sum = t("sum", { count: recordCount, yen: format.yen(amountYen) });
  return (
    <Section title={t("section.request")}>
      {recordCount === 0 ? (
        <EmptyState title={t("nothing")}>{t("nothingText")}</EmptyState>
      ) : (
        <DescriptionList
          columns={2}
          items={[
            { label: t("field.untilOn"), value: format.date(untilOn) },
            { label: t("field.recordCount"), value: format.number(recordCount) },
            { label: t("field.debitOn"), value: format.date(debitOn) },
            { label: t("field.amountYen"), value: <b>{format.yen(amountYen)}</b> },
          ]}
        />
      )}
      <div className="mt-3 flex flex-col gap-3">
        {leftOver > 0 && <p>{t("leftOver", { most: mostRecords, count: leftOver })}</p>}
        {unauthorised.count > 0 && (
          <p>
            {t("unauthorised", {
              sum: t("sum", { count: unauthorised.count, yen: format.yen(unauthorised.amountYen) }),
            })}
          </p>
        )}
        {recordCount > 0 && consignor && (
          <>
            <p>{t("buildText", { sum })}</p>
            <Form
              action={proposeBatchAction}
              language={language}
              labels={{ untilOn: t("field.untilOn"), debitOn: t("field.debitOn") }}
            >
              {Object.entries({ untilOn, debitOn, recordCount, amountYen }).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <div>
                <SubmitButton pending={common("pending")}>{t("build")}</SubmitButton>
              </div>
            </Form>
          </>
        )}
      </div>
    </Section>
  );
}
