"use server";
import { redirect } from "next/navigation";
import { runForm } from "#app/_lib/action.ts";
import { getLanguage } from "#app/_lib/language.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { staffContext } from "#app/_lib/session.ts";
import type { TrackingState } from "#app/(console)/orders/dispatches/[id]/tracking-form.tsx";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { fieldError } from "#components/words/translate.ts";
import { makeDispatch } from "#core/dispatches/make.ts";
import { previewTracking, shipAllPacked, shipPacked } from "#core/dispatches/ship.ts";
import { trackingText } from "#core/dispatches/tracking.ts";

function dispatchPage(dispatchId: string, params: Record<string, string | number>) {
  return listHref(`/orders/dispatches/${dispatchId}`, params) as "/";
}

export async function makeDispatchAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { dispatchId } = await makeDispatch(context, { orderIds: form.getAll("orderIds") });
    redirect(dispatchPage(dispatchId, { done: "made" }));
  });
}

export async function shipPackedAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { dispatchId, number, left } = await shipPacked(context, Object.fromEntries(form));
    redirect(dispatchPage(dispatchId, { done: "shipped", number, left }));
  });
}

/** Shows what a file of tracking numbers comes to; sent again with its text confirmed, posts all of it. */
export async function trackingFileAction(state: TrackingState, form: FormData): Promise<TrackingState> {
  const text = String(form.get("text") ?? "");
  let preview: TrackingState["preview"] = null;
  const next = await runForm(state, form, async () => {
    const context = await staffContext();
    const dispatchId = String(form.get("dispatchId"));
    if (form.get("confirmed") && text) {
      const { count } = await shipAllPacked(context, { dispatchId, text });
      redirect(dispatchPage(dispatchId, { done: "shippedMany", count }));
    }
    const file = form.get("file");
    const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
    const read = await trackingText(bytes);
    const { rows } = await previewTracking(context, { dispatchId, text: read });
    const language = await getLanguage();
    preview = {
      text: read,
      rows: rows.map(({ orderId: _, problem, ...row }) => ({
        ...row,
        problem: problem && fieldError(language, problem),
      })),
    };
  });
  return { ...next, values: {}, preview };
}
