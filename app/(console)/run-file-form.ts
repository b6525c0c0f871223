import "server-only";
import { runForm } from "#app/_lib/action.ts";
import { staffContext } from "#app/_lib/session.ts";
import type { FilePreviewState } from "#components/file-preview-form.tsx";
import type { Context, StaffActor } from "#core/actor.ts";
import { fileText } from "#core/file-text.ts";

type Work = {
  /** What the text comes to, before anything is done. */
  preview(
    context: Context<StaffActor>,
    text: string,
  ): Promise<Omit<NonNullable<FilePreviewState["preview"]>, "text">>;
  /** Does it; leads elsewhere. */
  confirmed(context: Context<StaffActor>, text: string): Promise<never>;
};

/** Runs a form of one file in its two steps: shows what it comes to; sent again with its text confirmed, does it. */
export async function runFileForm(
  state: FilePreviewState,
  form: FormData,
  work: Work,
): Promise<FilePreviewState> {
  let preview: FilePreviewState["preview"] = null;
  const next = await runForm(state, form, async () => {
    const context = await staffContext();
    const sent = String(form.get("text") ?? "");
    if (form.get("confirmed") && sent) await work.confirmed(context, sent);
    const file = form.get("file");
    const text = await fileText(
      file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array(),
    );
    preview = { text, ...(await work.preview(context, text)) };
  });
  return { ...next, values: {}, preview };
}
