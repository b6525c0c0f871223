import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { CustomerFrame } from "#app/(customer)/personal-web/frame.tsx";
import { findLogin } from "#app/(customer)/personal-web/login.ts";
import { ButtonLink } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { Section } from "#components/page-head.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("customer"))("locked.title") };
}

/** Says nothing of anybody, so it guards nothing: after a right password alone one is led here. */
export default async function LockedPage() {
  const t = await getT("customer");
  const registers = (await findLogin())?.registration;
  return (
    <CustomerFrame title={t("locked.title")} help={t("locked.help")}>
      <div className="flex flex-col gap-6">
        <Notice tone="danger" title={t("locked.notice")}>
          <p>{t("locked.noticeText")}</p>
          <ul className="mt-1 list-disc pl-6">
            <li>{t("locked.caseLocked")}</li>
            <li>{t("locked.caseStopped")}</li>
            <li>{t("locked.caseCard")}</li>
          </ul>
        </Notice>
        {registers && (
          <Notice
            tone="info"
            title={t("locked.register")}
            action={<ButtonLink href="/personal-web/registration/token">{t("login.start")}</ButtonLink>}
          >
            {t("locked.registerText")}
          </Notice>
        )}
        <Section title={t("locked.todoTitle")}>
          <p>{t("locked.todo")}</p>
          <ul className="my-3 list-disc pl-6 font-700">
            <li>{t("locked.bring.card")}</li>
            <li>{t("locked.bring.seal")}</li>
            <li>{t("locked.bring.identity")}</li>
          </ul>
          <p>{t("locked.after")}</p>
        </Section>
        <div>
          <ButtonLink href="/personal-web/login">{t("factor.again")}</ButtonLink>
        </div>
      </div>
    </CustomerFrame>
  );
}
