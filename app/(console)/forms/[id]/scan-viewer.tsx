import { getLanguage, getT } from "#app/_lib/language.ts";
import { ScanForm } from "#app/(console)/forms/[id]/scan-form.tsx";
import { ScanPage } from "#app/(console)/forms/[id]/scan-page.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Notice } from "#components/notice.tsx";
import { Section } from "#components/page-head.tsx";
import { words } from "#components/words/words.ts";

type Scan = { id: string; fileName: string; mediaType: string };
type Props = {
  formId: string;
  scans: readonly Scan[];
  /** Whether the person is: the paper shows them whole, so that it is not shown. */
  masked: boolean;
  mayAdd: boolean;
  error: string | undefined;
  /** The place of the file that it is about, where several were sent. */
  at: string | undefined;
};

/** The paper, as large as the screen allows, and the way to add a page of it. */
export async function ScanViewer({ formId, scans, masked, mayAdd, error, at }: Props) {
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
      {mayAdd && <ScanForm formId={formId} error={error} at={at} />}
    </Section>
  );

  function src(scan: Scan): string {
    return `/forms/${formId}/scans/${scan.id}`;
  }

  function alt(index: number): string {
    return `${t("section.paper")} ${t("scanPage", { number: index + 1 })}`;
  }
}
