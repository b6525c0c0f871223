import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { keyFormAction } from "#app/(console)/forms/actions.ts";
import { formLabels, KeyedFields } from "#app/(console)/forms/keyed-fields.tsx";
import { ButtonLink, ButtonRow } from "#components/button.tsx";
import { RadioGroup } from "#components/choice-field.tsx";
import { Field } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import { PageHead } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { japanDay } from "#core/clock.ts";
import { channels, formKinds } from "#core/forms/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("forms"))("newTitle") };
}

export default async function NewFormPage({ searchParams }: PageProps<"/forms/new">) {
  const context = await guardPage("form.key");
  const params = await searchParams;
  const kind = formKinds.find((one) => one === oneParam(params, "kind"));
  const t = await getT("forms");
  const common = await getT("common");
  return (
    <Desk desk="forms">
      <PageHead title={t("newTitle")} lead={t("newLead")} back={{ href: "/forms", label: t("title") }} />
      <div className="panel max-w-[56rem] p-6">
        <Form action={keyFormAction} language={await getLanguage()} labels={await formLabels()}>
          <Field
            name="contractorId"
            required
            width="s"
            halfWidth="digits"
            inputMode="numeric"
            autoFocus
            defaultValue={oneParam(params, "contractorId") ?? ""}
          />
          <RadioGroup
            name="kind"
            required
            inline
            {...(kind && { defaultValue: kind })}
            options={formKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          <KeyedFields values={{ receivedOn: japanDay(context.now).replaceAll("-", "/") }} withReason>
            <RadioGroup
              name="channel"
              required
              inline
              defaultValue="counter"
              options={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
            />
          </KeyedFields>
          <ButtonRow>
            <SubmitButton pending={common("pending")}>{t("keyAndStop")}</SubmitButton>
            <ButtonLink href="/forms" look="quiet">
              {common("action.discard")}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </div>
    </Desk>
  );
}
