import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import {
  discardDraftAction,
  keepDraftAction,
  keyFormAction,
  saveDraftAction,
  showCustomerAction,
} from "#app/(console)/forms/actions.ts";
import { FormSteps } from "#app/(console)/forms/form-steps.tsx";
import { formLabels, KeyedFields } from "#app/(console)/forms/keyed-fields.tsx";
import { CustomerField } from "#app/(console)/forms/new/customer-field.tsx";
import { DraftKeeper } from "#app/(console)/forms/new/draft-keeper.tsx";
import { Quotes } from "#app/(console)/forms/new/quotes.tsx";
import { ButtonLink, ButtonRow, buttonClass } from "#components/button.tsx";
import { RadioGroup } from "#components/choice-field.tsx";
import { Form } from "#components/form.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { japanDay } from "#core/clock.ts";
import { readDraft } from "#core/forms/draft.ts";
import { channels, formKinds, formTicks } from "#core/forms/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("forms"))("newTitle") };
}

export default async function NewFormPage({ searchParams }: PageProps<"/forms/new">) {
  const context = await guardPage("form.key");
  const params = await searchParams;
  const asked = formKinds.find((one) => one === oneParam(params, "kind"));
  const contractorId = oneParam(params, "contractorId");
  const found = await readDraft(context, {});
  // Who comes for a certain contract, or a certain kind, begins anew; a draft of the same contract is gone on with.
  const draft =
    (contractorId ?? found?.typed?.contractorId) === found?.typed?.contractorId ? found : undefined;
  const typed = draft?.typed ?? {};
  const kind = asked ?? formKinds.find((one) => one === typed.kind);
  const t = await getT("forms");
  const common = await getT("common");
  const format = await getFormat();
  return (
    <Desk desk="forms">
      <PageHead title={t("newTitle")} lead={t("newLead")} back={{ href: "/forms", label: t("title") }} />
      <div className="max-w-[56rem]">
        <FormSteps at="key" />
      </div>
      <div className="mb-4 max-w-[56rem] empty:hidden">
        {draft && (
          <Notice
            tone="info"
            announce={oneParam(params, "done") !== undefined}
            title={
              oneParam(params, "done") === "draft"
                ? t("draft.saved")
                : t("draft.found", { when: format.dateTime(draft.savedAt) })
            }
            action={
              <form action={discardDraftAction}>
                <button type="submit" className={buttonClass("quiet")}>
                  {t("draft.discard")}
                </button>
              </form>
            }
          >
            {t("draft.text")}
          </Notice>
        )}
      </div>
      <div className="panel max-w-[56rem] p-6">
        <Form action={keyFormAction} language={await getLanguage()} labels={await formLabels()}>
          <CustomerField
            look={showCustomerAction}
            defaultValue={contractorId ?? typed.contractorId ?? ""}
            label={t("section.customer")}
            hint={t("customerHint")}
          />
          <RadioGroup
            name="kind"
            required
            inline
            {...(kind && { defaultValue: kind })}
            options={formKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          <KeyedFields
            values={{
              ...typed,
              receivedOn: typed.receivedOn ?? japanDay(context.now).replaceAll("-", "/"),
              ...Object.fromEntries(formTicks.map((name) => [name, typed[name] === "on"])),
            }}
          >
            <RadioGroup
              name="channel"
              required
              inline
              defaultValue={typed.channel ?? "counter"}
              options={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
            />
          </KeyedFields>
          <Quotes context={context} />
          <ButtonRow>
            <SubmitButton pending={common("pending")}>{t("keyAndStop")}</SubmitButton>
            <button
              type="submit"
              data-aside
              formAction={saveDraftAction}
              className={buttonClass("secondary")}
            >
              {t("draft.save")}
            </button>
            <ButtonLink href="/forms" look="quiet">
              {common("action.discard")}
            </ButtonLink>
          </ButtonRow>
          <p className="text-[0.875rem] text-ink-soft">{t("draft.kept")}</p>
        </Form>
        <DraftKeeper formId="form" save={keepDraftAction} />
      </div>
    </Desk>
  );
}
