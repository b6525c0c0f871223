import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { CustomerFrame } from "#app/(customer)/personal-web/frame.tsx";
import { currentLogin, pageOf } from "#app/(customer)/personal-web/login.ts";
import { RegistrationForm } from "#app/(customer)/personal-web/registration/token/registration-form.tsx";
import { Icon } from "#components/icon.tsx";
import { Steps } from "#components/steps.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("customer"))("start.title") };
}

export default async function RegistrationPage() {
  const login = await currentLogin("registration");
  const { cells } = login.registration ?? redirect(pageOf(login));
  const t = await getT("customer");
  return (
    <CustomerFrame title={t("start.title")} help={t("start.help")}>
      <Steps
        language={await getLanguage()}
        names={[t("start.steps.register"), t("start.steps.result")]}
        current={1}
      />
      <details className="group panel mb-6">
        <summary className="flex min-h-12 list-none items-center justify-between gap-4 rounded-8 px-5 py-2 text-accent hover:bg-accent-soft">
          <span className="underline underline-offset-4">{t("start.noToken")}</span>
          <span className="transition-transform group-open:rotate-45">
            <Icon name="plus" />
          </span>
        </summary>
        <div className="flex flex-col gap-2 border-line border-t px-5 py-4">
          <p>{t("start.noTokenText")}</p>
          <p>{t("start.noTokenAsk")}</p>
        </div>
      </details>
      <RegistrationForm asked={cells} />
    </CustomerFrame>
  );
}
