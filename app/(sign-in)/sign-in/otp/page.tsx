import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { ownPath } from "#app/_lib/own-path.ts";
import { enterOtp } from "#app/(sign-in)/sign-in/actions.ts";
import { CodeField } from "#components/code-field.tsx";
import { Form } from "#components/form.tsx";
import { SubmitButton } from "#components/submit-button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("signIn"))("otpTitle") };
}

export default async function SignInOtpPage({ searchParams }: PageProps<"/sign-in/otp">) {
  const t = await getT("signIn");
  const account = await getT("account");
  const common = await getT("common");
  return (
    <>
      <h1 className="font-700 text-[1.5rem]">{t("otpTitle")}</h1>
      <p className="text-ink-soft">{t("otpLead")}</p>
      <Form action={enterOtp} language={await getLanguage()} labels={{ otp: t("otp") }}>
        <input type="hidden" name="back" value={ownPath((await searchParams).back) ?? ""} />
        <CodeField name="otp" required support={t("otpSupport")} autoFocus />
        <SubmitButton pending={common("pending")} wide>
          {t("otpSubmit")}
        </SubmitButton>
      </Form>
      <a href="/sign-in/recovery" className="text-accent underline underline-offset-4">
        {account("recovery.link")}
      </a>
      <a href="/sign-in" className="text-accent underline underline-offset-4">
        {t("startAgain")}
      </a>
    </>
  );
}
