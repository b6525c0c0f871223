import { getFormat, getT } from "#app/_lib/language.ts";
import { Notice } from "#components/notice.tsx";

/** Until when the paper of a report by phone must come in, or that it has not. */
export async function FollowBy({ followBy, overdue }: { followBy: string | null; overdue: boolean }) {
  if (!followBy) return null;
  const t = await getT("forms");
  const date = (await getFormat()).date(followBy);
  return overdue ? (
    <Notice tone="danger" title={t("overdue")}>
      {t("overdueText", { date })}
    </Notice>
  ) : (
    <Notice tone="info" title={t("followBy", { date })}>
      {t("followByText")}
    </Notice>
  );
}
