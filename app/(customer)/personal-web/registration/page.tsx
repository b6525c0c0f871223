import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { startRegistration } from "#app/(customer)/personal-web/actions.ts";
import { CustomerFrame } from "#app/(customer)/personal-web/frame.tsx";
import { PasswordForm } from "#app/(customer)/personal-web/password-form.tsx";
import { Notice } from "#components/notice.tsx";
import { Section } from "#components/page-head.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("customer"))("start.title") };
}

export default async function RegistrationStartPage({
  searchParams,
}: PageProps<"/personal-web/registration">) {
  const t = await getT("customer");
  const query = await searchParams;
  return (
    <CustomerFrame title={t("start.title")} help={t("start.entryHelp")}>
      <div className="flex flex-col gap-6">
        {"ended" in query && (
          <Notice tone="warning" title={t("login.ended")}>
            {t("login.endedText")}
          </Notice>
        )}
        <div className="grid grid-cols-1 items-start gap-6 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <div className="panel p-6 sm:p-8">
            <p className="mb-5">{t("start.entryLead")}</p>
            <PasswordForm action={startRegistration} submit={t("start.next")} />
          </div>
          <Section title={t("start.prepare")}>
            <ul className="list-disc pl-6">
              <li>{t("start.prepareCard")}</li>
              <li>{t("start.prepareToken")}</li>
            </ul>
          </Section>
        </div>
        <p className="px-1">
          <a href="/personal-web/login" className="inline-flex min-h-11 items-center">
            {t("factor.again")}
          </a>
        </p>
      </div>
    </CustomerFrame>
  );
}
