import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { enterPassword } from "#app/(customer)/personal-web/actions.ts";
import { CustomerFrame } from "#app/(customer)/personal-web/frame.tsx";
import { PasswordForm } from "#app/(customer)/personal-web/password-form.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { Section } from "#components/page-head.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("customer"))("login.title") };
}

export default async function LoginPage({ searchParams }: PageProps<"/personal-web/login">) {
  const t = await getT("customer");
  const query = await searchParams;
  return (
    <CustomerFrame title={t("login.title")} help={t("login.help")}>
      <div className="flex flex-col gap-6">
        {"ended" in query && (
          <Notice tone="warning" title={t("login.ended")}>
            {t("login.endedText")}
          </Notice>
        )}
        {"out" in query && (
          <Notice tone="success" title={t("login.loggedOut")}>
            {t("login.loggedOutText")}
          </Notice>
        )}
        <div className="grid grid-cols-1 items-start gap-6 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <div className="panel p-6 sm:p-8">
            <PasswordForm action={enterPassword} submit={t("login.submit")} />
          </div>
          <Section title={t("login.startTitle")}>
            <p className="mb-4">{t("login.startLead")}</p>
            <ButtonLink href="/personal-web/registration" wide>
              {t("login.start")}
            </ButtonLink>
          </Section>
        </div>
      </div>
    </CustomerFrame>
  );
}
