import { getT } from "#app/_lib/language.ts";
import { Notice } from "#components/notice.tsx";
import type { BackCode, FormState } from "#core/forms/rules.ts";

type Props = {
  form: { state: FormState; backCode: BackCode | null; backReason: string | null };
  /** Who returned it. */
  by: string | null;
};

/** Why a form is with the clerk again, or over: by the reason of the list and in words. */
export async function WentBack({ form: { state, backCode, backReason }, by }: Props) {
  if (state !== "returned" && state !== "incomplete" && state !== "cancelled") return null;
  const t = await getT("forms");
  const why = [backCode && backCode !== "other" && t(`backCode.${backCode}`), backReason].filter(Boolean);
  if (why.length === 0) return null;
  return (
    <Notice
      tone={state === "cancelled" ? "neutral" : "warning"}
      title={t(`back.${state}`, { who: by ?? "" })}
    >
      {why.join("　")}
    </Notice>
  );
}
