import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { guardPage } from "#app/_lib/session.ts";
import { registerClientAction } from "#app/(console)/clients/actions.ts";
import { AllowanceFields } from "#app/(console)/clients/allowance-fields.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { FormEnd } from "#app/(console)/form-end.tsx";
import { Field, TextareaField } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import { PageHead } from "#components/page-head.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("clients"))("register") };
}

const fields = ["name", "scopes", "callsPerMinute", "reason"] as const;
/** What is offered where the bank does not know yet how often a system will call. */
const usualCalls = 600;

export default async function NewClientPage() {
  await guardPage("client.manage");
  const t = await getT("clients");
  return (
    <Desk desk="clients">
      <PageHead
        title={t("register")}
        lead={t("registerLead")}
        back={{ href: "/clients", label: t("title") }}
      />
      <div className="panel max-w-[48rem] p-6">
        <Form
          action={registerClientAction}
          language={await getLanguage()}
          labels={Object.fromEntries(fields.map((field) => [field, t(`field.${field}`)]))}
        >
          <Field name="name" required support={t("support.name")} maxLength={60} />
          <AllowanceFields scopes={[]} callsPerMinute={usualCalls} />
          <TextareaField name="reason" required rows={2} support={t("support.reason")} />
          <FormEnd back="/clients">{t("register")}</FormEnd>
        </Form>
      </div>
    </Desk>
  );
}
