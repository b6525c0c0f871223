import { getT } from "#app/_lib/language.ts";
import { NoDesk } from "#app/(console)/no-desk.tsx";

export default async function NotFoundPage() {
  const t = await getT("common");
  return <NoDesk title={t("page.notFoundTitle")} text={t("page.notFoundText")} />;
}
