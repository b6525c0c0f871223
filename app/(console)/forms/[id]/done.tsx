import { getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { Notice } from "#components/notice.tsx";

const done = [
  "keyed",
  "saved",
  "scan",
  "received",
  "submitted",
  "returned",
  "incomplete",
  "cancelled",
  "approved",
] as const;

type Props = {
  query: Record<string, string | string[] | undefined>;
  formNumber: number;
  /** The form that an approver takes up next, for one who decides. */
  next: { formId: string | undefined; left: number } | undefined;
};

/** What was just done with the form, and what comes next. */
export async function Done({ query, formNumber, next }: Props) {
  const what = done.find((one) => one === oneParam(query, "done"));
  if (!what) return null;
  const t = await getT("forms");
  const serial = oneParam(query, "stopped");
  const orderNumber = oneParam(query, "order");
  return (
    <Notice tone="success" announce title={t(`done.${what}`, { formNumber: String(formNumber) })}>
      {what === "keyed" && serial && <p>{t("done.stopped", { serial })}</p>}
      {what === "keyed" && <p>{t("done.keyedNext")}</p>}
      {(what === "approved" || what === "returned") && next && next.left === 0 && <p>{t("noneLeft")}</p>}
      {what === "approved" && orderNumber && <p>{t("done.approvedOrder", { orderNumber })}</p>}
    </Notice>
  );
}
