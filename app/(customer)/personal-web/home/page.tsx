import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { logOut } from "#app/(customer)/personal-web/actions.ts";
import { CustomerFrame } from "#app/(customer)/personal-web/frame.tsx";
import { currentLogin, loginContext, pageOf } from "#app/(customer)/personal-web/login.ts";
import { secondInJapan } from "#app/(customer)/personal-web/second-in-japan.ts";
import { ButtonLink } from "#components/button.tsx";
import { DescriptionList } from "#components/description-list.tsx";
import { Notice } from "#components/notice.tsx";
import { SubmitButton } from "#components/submit-button.tsx";

const path = "/personal-web/home";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("customer"))("home.title") };
}

export default async function HomePage() {
  const login = await currentLogin();
  const next = pageOf(login);
  if (next !== path) redirect(next);
  const language = await getLanguage();
  const t = await getT("customer");
  const common = await getT("common");
  const { now } = await loginContext();
  return (
    <CustomerFrame title={t("home.title")} help={t("home.help")}>
      <div className="flex flex-col gap-6">
        <Notice tone="success" title={t("home.lead")} />
        <div className="panel px-5 py-3 text-[1.0625rem]">
          <DescriptionList
            items={[
              { label: t("login.contractorId"), value: <span className="code">{login.contractorId}</span> },
              { label: t("home.how"), value: t(`home.factor.${login.factor}`) },
              {
                label: t("home.at"),
                value: <span className="break-keep">{secondInJapan(language, now)}</span>,
              },
            ]}
          />
        </div>
        {login.registration && (
          <Notice
            tone="info"
            title={t("home.registerTitle")}
            action={<ButtonLink href="/personal-web/registration/token">{t("home.register")}</ButtonLink>}
          >
            {t("home.registerText")}
          </Notice>
        )}
        <form action={logOut} className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <SubmitButton pending={common("pending")} look="secondary">
            {t("home.signOut")}
          </SubmitButton>
          <p>{t("home.leave")}</p>
        </form>
      </div>
    </CustomerFrame>
  );
}
