import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { enterOtp } from "#app/(customer)/personal-web/actions.ts";
import { CustomerFrame } from "#app/(customer)/personal-web/frame.tsx";
import { currentLogin, pageOf } from "#app/(customer)/personal-web/login.ts";
import { CodeField } from "#components/code-field.tsx";
import { Form } from "#components/form.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { TokenFront } from "#components/token-drawing.tsx";

const path = "/personal-web/login/otp";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("customer"))("factor.otpTitle") };
}

export default async function OtpPage() {
  const next = pageOf(await currentLogin());
  if (next !== path) redirect(next);
  const t = await getT("customer");
  const common = await getT("common");
  return (
    <CustomerFrame title={t("factor.otpTitle")} help={t("factor.otpHelp")}>
      <div className="panel p-6 sm:p-8">
        <p className="mb-5">{t("factor.otpLead")}</p>
        <div className="grid grid-cols-1 items-start gap-x-10 gap-y-6 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Form action={enterOtp} language={await getLanguage()} labels={{ otp: t("factor.otp") }}>
            <CodeField name="otp" required support={t("factor.otpSupport")} digits={8} autoFocus />
            <p>{t("factor.otpCaution")}</p>
            <div className="flex w-96 max-w-full flex-col">
              <SubmitButton pending={common("pending")} wide>
                {t("factor.submit")}
              </SubmitButton>
            </div>
          </Form>
          <TokenFront name={t("start.front")} text={t("start.frontText")} />
        </div>
      </div>
      <div className="mt-6 px-1">
        <h2 className="font-700">{t("factor.otpTrouble")}</h2>
        <p>{t("factor.otpTroubleText")}</p>
        <p className="mt-4">
          <a href="/personal-web/login" className="inline-flex min-h-11 items-center">
            {t("factor.again")}
          </a>
        </p>
      </div>
    </CustomerFrame>
  );
}
