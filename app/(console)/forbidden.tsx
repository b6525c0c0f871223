import { getT } from "#app/_lib/language.ts";
import { NoDesk } from "#app/(console)/no-desk.tsx";

export default async function ForbiddenPage() {
  const t = await getT("common");
  return <NoDesk title={t("page.forbiddenTitle")} text={t("page.forbiddenText")} />;
}
