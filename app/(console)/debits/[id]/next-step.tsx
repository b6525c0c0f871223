import { getConfirmWords, getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { ResultForm } from "#app/(console)/debits/[id]/result-form.tsx";
import {
  approveBatchAction,
  cancelBatchAction,
  sendBatchAction,
  turnDownBatchAction,
  withdrawBatchAction,
} from "#app/(console)/debits/actions.ts";
import { DecideProposal } from "#app/(console)/decide-proposal.tsx";
import { ButtonLink } from "#components/button.tsx";
import { TextareaField } from "#components/field.tsx";
import { Form, formWords } from "#components/form.tsx";
import { Section } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { type Context, isConfirmed, type StaffActor } from "#core/actor.ts";
import type { readBatch } from "#core/debits/read.ts";
import { releasedDebitStates } from "#core/debits/rules.ts";
import { permits } from "#core/permissions.ts";

type Props = {
  batch: Awaited<ReturnType<typeof readBatch>>;
  context: Context<StaffActor>;
  errors: Readonly<Record<string, string>>;
};

/** How long somebody may take over the upload: an OTP that runs out before is asked for at once. */
const fillingMinutes = 2;

/** What this person may do with the file now. */
export async function NextStep({ batch, context: { actor, now }, errors }: Props) {
  const t = await getT("debits");
  const common = await getT("common");
  const language = await getLanguage();
  const format = await getFormat();
  const { submit: _, ...confirm } = await getConfirmWords();
  const about = { name: "batchId", value: batch.id } as const;
  const own = batch.makerId === actor.id;
  if (batch.state === "proposed" && (own || permits(actor, "debit.decide"))) {
    return (
      <DecideProposal
        about={{ batchId: batch.id }}
        own={own}
        actions={{
          approve: approveBatchAction,
          turnDown: turnDownBatchAction,
          withdraw: withdrawBatchAction,
        }}
      >
        {t(own ? "own" : "approveText")}
      </DecideProposal>
    );
  }
  if (!permits(actor, "debit.propose") || !releasedDebitStates.some((state) => state === batch.state))
    return null;
  const sentBy = new Date(now.getTime() + fillingMinutes * 60_000);
  return (
    <Section title={t("section.next")}>
      <div className="flex flex-col gap-4">
        {batch.state === "sent" && (
          <ResultForm
            action={`/debits/${batch.id}/result`}
            words={formWords(language)}
            label={t("field.file")}
            support={t("support.file")}
            text={t("uploadText")}
            errors={errors}
            submit={t("upload")}
            {...(!isConfirmed(actor, sentBy) && { confirm })}
          />
        )}
        <div>
          <p className="mb-2">{t("downloadText")}</p>
          <ButtonLink href={`/debits/${batch.id}/file`} download>
            {t("download")}
          </ButtonLink>
        </div>
        {batch.state === "approved" && (
          <>
            <hr className="border-line" />
            <Form id="send" action={sendBatchAction} language={language} labels={{}}>
              <p>
                {t("sendText", {
                  sum: t("sum", { count: batch.recordCount, yen: format.yen(batch.amountYen) }),
                })}
              </p>
              <input type="hidden" {...about} />
              <SubmitButton pending={common("pending")} wide>
                {t("send")}
              </SubmitButton>
            </Form>
            <hr className="border-line" />
            <Form
              id="cancel"
              action={cancelBatchAction}
              language={language}
              labels={{ reason: t("field.reason") }}
            >
              <p>{t("cancelText")}</p>
              <input type="hidden" {...about} />
              <TextareaField name="reason" required rows={2} />
              <SubmitButton look="danger" pending={common("pending")} wide>
                {t("cancel")}
              </SubmitButton>
            </Form>
          </>
        )}
      </div>
    </Section>
  );
}
