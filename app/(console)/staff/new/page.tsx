import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { FormEnd } from "#app/(console)/form-end.tsx";
import { inviteAction } from "#app/(console)/staff/actions.ts";
import { SeatFields } from "#app/(console)/staff/seat-fields.tsx";
import { RadioGroup } from "#components/choice-field.tsx";
import { Field, TextareaField } from "#components/field.tsx";
import { FieldGrid, Form } from "#components/form.tsx";
import { PageHead } from "#components/page-head.tsx";
import { listOfStaff } from "#core/staff/list.ts";
import { signInWays } from "#core/staff/rules.ts";
import { env } from "#env.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("staff"))("invite") };
}

const fields = ["name", "username", "role", "branchCode", "signInBy", "reason"] as const;

export default async function InvitePage() {
  const context = await guardPage("staff.manage");
  const { branches } = await listOfStaff(context, {});
  const { singleSignOn } = env();
  const t = await getT("staff");
  return (
    <Desk desk="staff">
      <PageHead title={t("invite")} lead={t("inviteLead")} back={{ href: "/staff", label: t("title") }} />
      <div className="panel max-w-[56rem] p-6">
        <Form
          action={inviteAction}
          language={await getLanguage()}
          labels={Object.fromEntries(fields.map((field) => [field, t(`field.${field}`)]))}
        >
          <FieldGrid>
            <Field name="name" required width="full" maxLength={100} />
            <Field
              name="username"
              required
              support={t("support.username")}
              width="full"
              maxLength={50}
              autoCapitalize="none"
            />
            <SeatFields branches={branches} />
          </FieldGrid>
          <p className="text-[0.875rem] text-ink-soft">{t("inviteByTwo")}</p>
          {singleSignOn && (
            <RadioGroup
              name="signInBy"
              required
              support={t("support.signInBy")}
              inline
              defaultValue={singleSignOn.only ? "single_sign_on" : "password"}
              options={signInWays.map((value) => ({ value, label: t(`signInBy.${value}`) }))}
            />
          )}
          <TextareaField name="reason" required rows={2} support={t("support.reason")} />
          <FormEnd back="/staff">{t("invite")}</FormEnd>
        </Form>
      </div>
    </Desk>
  );
}
