"use server";
import { redirect } from "next/navigation";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import { runFileForm } from "#app/(console)/run-file-form.ts";
import type { FilePreviewState } from "#components/file-preview-form.tsx";
import type { FormState } from "#components/form-state.ts";
import { fieldError } from "#components/words/translate.ts";
import { japanDay } from "#core/clock.ts";
import { previewMail, recordMailFile } from "#core/shipments/import.ts";
import { recordByNumber } from "#core/shipments/record.ts";

function mailPage(params: Record<string, string | number>) {
  return listHref("/orders/mail", params) as "/";
}

/** Leads back to the same event, office and, of an earlier day, time: what a reader scans next is usually the same. */
export async function recordByNumberAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { number, orderId } = await recordByNumber(context, Object.fromEntries(form));
    const typed = (name: string) => String(form.get(name) ?? "");
    const at = typed("happenedAt") < japanDay(context.now) ? typed("happenedAt") : "";
    redirect(mailPage({ done: number, order: orderId, event: typed("event"), office: typed("office"), at }));
  });
}

export async function mailFileAction(state: FilePreviewState, form: FormData): Promise<FilePreviewState> {
  return runFileForm(state, form, {
    async preview(context, text) {
      const { rows } = await previewMail(context, { text });
      const language = await getLanguage();
      const t = await getT("orders");
      return {
        ready: rows.some(({ fate }) => fate === "new"),
        rows: rows.map(({ row, trackingNumber, happenedAt, word, fate, problem }) => ({
          row,
          cells: [trackingNumber, happenedAt.replace("T", " "), word],
          fate:
            problem === null
              ? t(`mailDesk.${fate === "new" ? "new" : "known"}`)
              : fieldError(language, problem),
          problem: problem !== null,
        })),
      };
    },
    async confirmed(context, text) {
      const { recorded, known, problems } = await recordMailFile(context, { text });
      redirect(mailPage({ recorded, known, problems }));
    },
  });
}
