import { getLanguage, getT } from "#app/_lib/language.ts";
import { ScanPage } from "#app/(console)/forms/[id]/scan-page.tsx";
import { buttonClass } from "#components/button.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Notice } from "#components/notice.tsx";
import { Section } from "#components/page-head.tsx";
import { fieldError } from "#components/words/translate.ts";
import { words } from "#components/words/words.ts";

type Scan = { id: string; fileName: string; mediaType: string };
type Props = {
  formId: string;
  scans: readonly Scan[];
  /** Whether the person is: the paper shows them whole, so that it is not shown. */
  masked: boolean;
  mayAdd: boolean;
  error: string | undefined;
};

/** The paper, as large as the screen allows, and the way to add a page of it. */
export async function ScanViewer({ formId, scans, masked, mayAdd, error }: Props) {
  const t = await getT("forms");
  const lookUps = await getT("lookUps");
  const language = await getLanguage();
  const tools = words[language].forms.scanTools;
  return (
    <Section title={t("section.paper")}>
      {scans.length === 0 && <EmptyState title={t("noScan")}>{mayAdd && t("noScanText")}</EmptyState>}
      {masked && scans.length > 0 && (
        <Notice tone="info" title={lookUps("unmask.scans")}>
          {lookUps("unmask.scansText")}
        </Notice>
      )}
      {(masked ? [] : scans).map((scan, index) => (
        <figure key={scan.id} className="mb-4">
          <figcaption className="mb-1 flex justify-between gap-4 text-[0.875rem] text-ink-soft">
            <span>
              {t("scanPage", { number: index + 1 })} {scan.fileName}
            </span>
            <a href={src(scan)} target="_blank" rel="noopener">
              {t("openScan")}
            </a>
          </figcaption>
          {scan.mediaType === "application/pdf" ? (
            <iframe
              src={`${src(scan)}#navpanes=0&view=FitH`}
              title={alt(index)}
              className="h-[34rem] w-full rounded-6 border border-line bg-white"
            />
          ) : (
            <ScanPage src={src(scan)} alt={alt(index)} words={tools} />
          )}
        </figure>
      ))}
      {mayAdd && (
        <form
          action={`/forms/${formId}/scans`}
          method="post"
          encType="multipart/form-data"
          className="flex flex-col gap-2"
        >
          {error && <Notice tone="danger" announce title={`＊${fieldError(language, error)}`} />}
          <label htmlFor="scan" className="font-700">
            {t("scanFile")}
          </label>
          <p id="scan-support" className="text-[0.875rem] text-ink-soft">
            {t("scanSupport")}
          </p>
          <div className="flex flex-wrap items-center gap-3">
            <input
              id="scan"
              name="scan"
              type="file"
              required
              multiple
              accept="application/pdf,image/jpeg,image/png"
              aria-describedby="scan-support"
              className="min-h-11 min-w-0 flex-1 rounded-8 border border-line-strong bg-surface px-3 py-1.5 file:mr-3 file:min-h-8 file:rounded-6 file:border file:border-line-strong file:px-3"
            />
            <button type="submit" className={buttonClass("secondary")}>
              {t("addScan")}
            </button>
          </div>
        </form>
      )}
    </Section>
  );

  function src(scan: Scan): string {
    return `/forms/${formId}/scans/${scan.id}`;
  }

  function alt(index: number): string {
    return `${t("section.paper")} ${t("scanPage", { number: index + 1 })}`;
  }
}
