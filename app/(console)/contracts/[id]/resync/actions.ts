"use server";
import { redirect } from "next/navigation";
import { getT } from "#app/_lib/language.ts";
import { forCounter } from "#app/_lib/request.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { readResync } from "#core/logins/read-resync.ts";
import { resyncToken } from "#core/logins/resync.ts";

export async function resyncAction(state: FormState, form: FormData): Promise<FormState> {
  let serial: string | undefined;
  const next = await runDeskForm(state, form, async (context) => {
    const { outcome, contractId } = await resyncToken(forCounter(context), {
      contractorId: form.get("contractorId"),
      otps: [form.get("otps.0"), form.get("otps.1")],
    });
    const page = `/contracts/${contractId}/resync`;
    if (outcome === "accepted") redirect(`${page}?done=1` as "/");
    // The page tells of a lock, also of one that this pair has brought about.
    const { token } = await readResync(context, { contractId });
    if (outcome === "locked" || !token || token.otpLocked) redirect(page as "/");
    serial = token.serial;
  });
  if (!serial) return next;
  const t = await getT("resync");
  return { ...next, notice: { tone: "danger", title: t("rejected"), text: t("rejectedText", { serial }) } };
}
