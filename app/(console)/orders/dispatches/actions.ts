"use server";
import { redirect } from "next/navigation";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import { runFileForm } from "#app/(console)/run-file-form.ts";
import type { FilePreviewState } from "#components/file-preview-form.tsx";
import type { FormState } from "#components/form-state.ts";
import { fieldError } from "#components/words/translate.ts";
import { makeDispatch } from "#core/dispatches/make.ts";
import { previewTracking, shipAllPacked, shipPacked } from "#core/dispatches/ship.ts";

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

export async function trackingFileAction(state: FilePreviewState, form: FormData): Promise<FilePreviewState> {
  const dispatchId = String(form.get("dispatchId"));
  return runFileForm(state, form, {
    async preview(context, text) {
      const { rows } = await previewTracking(context, { dispatchId, text });
      const language = await getLanguage();
      const ok = (await getT("dispatches"))("tracking.ok");
      return {
        ready: rows.every(({ problem }) => problem === null),
        rows: rows.map(({ row, orderNumber, trackingNumber, problem }) => ({
          row,
          cells: [orderNumber, trackingNumber],
          fate: problem === null ? ok : fieldError(language, problem),
          problem: problem !== null,
        })),
      };
    },
    async confirmed(context, text) {
      const { count } = await shipAllPacked(context, { dispatchId, text });
      redirect(dispatchPage(dispatchId, { done: "shippedMany", count }));
    },
  });
}
