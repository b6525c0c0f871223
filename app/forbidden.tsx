import { getT } from "#app/_lib/language.ts";
import { PlainPage } from "#app/plain-page.tsx";

export default async function ForbiddenPage() {
  const t = await getT("common");
  return <PlainPage title={t("page.forbiddenTitle")} text={t("page.forbiddenText")} />;
}
