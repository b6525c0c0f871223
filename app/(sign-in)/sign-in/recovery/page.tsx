import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { enterRecoveryCode } from "#app/(sign-in)/sign-in/actions.ts";
import { Field } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import { SubmitButton } from "#components/submit-button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("account"))("recovery.title") };
}

/** In place of the code, where the authenticator is not at hand. */
export default async function RecoveryPage() {
  const t = await getT("account");
  const common = await getT("common");
  return (
    <>
      <h1 className="font-700 text-[1.5rem]">{t("recovery.title")}</h1>
      <p className="text-ink-soft">{t("recovery.lead")}</p>
      <Form
        action={enterRecoveryCode}
        language={await getLanguage()}
        labels={{ recoveryCode: t("recovery.label") }}
      >
        <Field
          name="recoveryCode"
          required
          support={t("recovery.support")}
          halfWidth="code"
          maxLength={60}
          autoFocus
        />
        <SubmitButton pending={common("pending")} wide>
          {t("recovery.submit")}
        </SubmitButton>
      </Form>
      <p className="text-[0.875rem] text-ink-soft">{t("recovery.none")}</p>
      <a href="/sign-in/otp">{t("recovery.otpLink")}</a>
    </>
  );
}
