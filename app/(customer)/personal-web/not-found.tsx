import { getT } from "#app/_lib/language.ts";
import { CustomerFrame } from "#app/(customer)/personal-web/frame.tsx";
import { ButtonLink } from "#components/button.tsx";

export default async function NotFoundPage() {
  const t = await getT("customer");
  return (
    <CustomerFrame title={t("notFound.title")} help={t("front.help")}>
      <title>{`${t("notFound.title")} | ${t("siteTitle")}`}</title>
      <p className="mb-6">{t("notFound.text")}</p>
      <ButtonLink href="/personal-web">{t("notFound.back")}</ButtonLink>
    </CustomerFrame>
  );
}
