import { getT } from "#app/_lib/language.ts";
import { PlainPage } from "#app/plain-page.tsx";

export default async function NotFoundPage() {
  const t = await getT("common");
  return <PlainPage title={t("page.notFoundTitle")} text={t("page.notFoundText")} />;
}
