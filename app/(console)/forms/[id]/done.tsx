import { getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { ButtonLink, ButtonRow } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { type FormKind, isOrderKind } from "#core/forms/rules.ts";

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
  form: { id: string; number: number; kind: FormKind };
  /** The form that an approver takes up next, for one who decides. */
  next: { formId: string | undefined; left: number } | undefined;
  /** Whether the contract's token is stopped. */
  stopped: boolean;
};

/** What was just done with the form, and what comes next. */
export async function Done({ query, form, next, stopped }: Props) {
  const what = done.find((one) => one === oneParam(query, "done"));
  if (!what) return null;
  const t = await getT("forms");
  const serial = oneParam(query, "stopped");
  const orderNumber = oneParam(query, "order");
  if (what === "submitted") {
    return (
      <Notice tone="success" announce title={t("done.submitted")}>
        <p className="my-1">
          {t("field.formNumber")} <strong className="code text-[1.5rem]">{form.number}</strong>
        </p>
        <p>{t("done.submittedNext")}</p>
        <p className="mb-2">{t(isOrderKind(form.kind) ? "done.submittedOrder" : "done.submittedPlain")}</p>
        <ButtonRow>
          <ButtonLink href={`/forms/${form.id}/receipt`}>{t("receiptOpen")}</ButtonLink>
          <ButtonLink href="/forms/new" data-hotkey="n">
            {t("done.nextForm")}
          </ButtonLink>
        </ButtonRow>
      </Notice>
    );
  }
  return (
    <Notice tone="success" announce title={t(`done.${what}`, { formNumber: String(form.number) })}>
      {what === "cancelled" && stopped && <p>{t("done.stillStopped")}</p>}
      {what === "keyed" && serial && <p>{t("done.stopped", { serial })}</p>}
      {what === "keyed" && <p>{t("done.keyedNext")}</p>}
      {(what === "approved" || what === "returned") && next && next.left === 0 && <p>{t("noneLeft")}</p>}
      {what === "approved" && orderNumber && <p>{t("done.approvedOrder", { orderNumber })}</p>}
    </Notice>
  );
}
