import { getT } from "#app/_lib/language.ts";
import { CustomerFrame } from "#app/(customer)/personal-web/frame.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Section } from "#components/page-head.tsx";

export default async function FrontPage() {
  const t = await getT("customer");
  return (
    <CustomerFrame title={t("siteTitle")} help={t("front.help")}>
      <div className="flex flex-col gap-6">
        <div className="panel flex flex-wrap items-center justify-between gap-x-8 gap-y-4 border-accent-line p-6 sm:p-8">
          <p className="text-[1.125rem]">{t("front.lead")}</p>
          <div className="w-full sm:w-64">
            <ButtonLink href="/personal-web/login" look="primary" wide>
              {t("front.signIn")}
            </ButtonLink>
          </div>
        </div>
        <Section title={t("front.tokenTitle")}>
          <p>{t("front.tokenText")}</p>
          <p className="mt-1 text-ink-soft">{t("front.tokenNote")}</p>
        </Section>
        <Section title={t("trouble.title")}>
          <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
            <div>
              <dt className="font-700">{t("trouble.unusable")}</dt>
              <dd>{t("trouble.unusableText")}</dd>
            </div>
            <div>
              <dt className="font-700">{t("trouble.locked")}</dt>
              <dd>{t("trouble.lockedText")}</dd>
            </div>
          </dl>
          <p className="mt-3 border-line border-t pt-3">{t("trouble.procedure")}</p>
        </Section>
      </div>
    </CustomerFrame>
  );
}
