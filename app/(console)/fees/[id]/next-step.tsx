import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { DecideProposal } from "#app/(console)/decide-proposal.tsx";
import {
  approveAction,
  askAction,
  collectAction,
  turnDownAction,
  withdrawAction,
} from "#app/(console)/fees/[id]/actions.ts";
import { TextareaField } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import { Section } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import type { StaffActor } from "#core/actor.ts";
import type { readFee } from "#core/fees/read.ts";
import { permits } from "#core/permissions.ts";

type Found = Pick<Awaited<ReturnType<typeof readFee>>, "fee" | "standing" | "waiting" | "askable">;
type Props = Found & { actor: StaffActor };

/** What this person may do with a fee now: take cash, ask for a waiver or a refund, or decide what was asked for. */
export async function NextStep({ fee, standing, waiting, askable, actor }: Props) {
  const t = await getT("fees");
  const language = await getLanguage();
  const { yen } = await getFormat();
  const pending = (await getT("common"))("pending");
  const own = waiting?.makerId === actor.id;
  const payable = standing.dueYen > 0 && standing.underDebitYen === 0;
  return (
    <>
      {waiting && (own || permits(actor, "fee.decide")) && (
        <DecideProposal
          about={{ requestId: waiting.id }}
          own={own}
          actions={{ approve: approveAction, turnDown: turnDownAction, withdraw: withdrawAction }}
        >
          {own ? t("step.own") : t(`step.consequence.${waiting.kind}`, { amount: yen(waiting.amountYen) })}
        </DecideProposal>
      )}
      {payable && permits(actor, "fee.collect") && (
        <Section title={t("step.collect")}>
          <p className="mb-3">{t("step.collectText", { amount: yen(standing.dueYen) })}</p>
          <Form id="collect" action={collectAction} language={language} labels={{}}>
            <input type="hidden" name="feeId" value={fee.id} />
            <input type="hidden" name="counted" value={standing.dueYen} />
            <SubmitButton pending={pending} wide>
              {t("step.collectSubmit", { amount: yen(standing.dueYen) })}
            </SubmitButton>
          </Form>
        </Section>
      )}
      {!waiting &&
        permits(actor, "fee.ask") &&
        askable.map((kind) => (
          <Section key={kind} title={t(`step.ask.${kind}`)}>
            <p className="mb-3">{t(`step.askText.${kind}`)}</p>
            <Form id={kind} action={askAction} language={language} labels={{ reason: t("field.why") }}>
              <input type="hidden" name="feeId" value={fee.id} />
              <input type="hidden" name="kind" value={kind} />
              <TextareaField name="reason" required rows={2} />
              <SubmitButton look="secondary" pending={pending} wide>
                {t(`step.ask.${kind}`)}
              </SubmitButton>
            </Form>
          </Section>
        ))}
    </>
  );
}
