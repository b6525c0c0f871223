import { getLanguage, getT } from "#app/_lib/language.ts";
import { buttonClass } from "#components/button.tsx";
import { FieldFrame } from "#components/field-frame.tsx";
import { formWords } from "#components/form.tsx";
import { fieldError } from "#components/words/translate.ts";

type Props = { formId: string; error: string | undefined; at: string | undefined };

/** Adds pages of the paper, by a plain post: see its route. */
export async function ScanForm({ formId, error, at }: Props) {
  const t = await getT("forms");
  const language = await getLanguage();
  return (
    <form
      action={`/forms/${formId}/scans`}
      method="post"
      encType="multipart/form-data"
      className="flex flex-col gap-2"
    >
      <FieldFrame
        id="scan"
        label={t("scanFile")}
        support={t("scanSupport")}
        error={error && told(error)}
        words={formWords(language)}
      >
        <div className="flex flex-wrap items-center gap-3">
          <input
            // Drawn anew after each answer, so that what was wrong has the focus.
            key={error}
            id="scan"
            name="scan"
            type="file"
            required
            multiple
            // biome-ignore lint/a11y/noAutofocus: the one thing to mend on the page that came back
            autoFocus={error !== undefined}
            accept="application/pdf,image/jpeg,image/png"
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? "scan-support scan-error" : "scan-support"}
            className="min-h-11 min-w-0 flex-1 rounded-8 border border-line-strong bg-surface px-3 py-1.5 file:mr-3 file:min-h-8 file:rounded-6 file:border file:border-line-strong file:px-3 aria-invalid:border-2 aria-invalid:border-danger"
          />
          <button type="submit" className={buttonClass("secondary")}>
            {t("addScan")}
          </button>
        </div>
      </FieldFrame>
    </form>
  );

  function told(key: string): string {
    const text = fieldError(language, key);
    const number = Number(at);
    return number > 0 ? `${t("scanError", { number, error: text })} ${t("scanErrorNone")}` : text;
  }
}
