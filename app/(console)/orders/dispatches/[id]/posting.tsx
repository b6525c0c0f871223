import { getLanguage, getT } from "#app/_lib/language.ts";
import { shipPackedAction, trackingFileAction } from "#app/(console)/orders/dispatches/actions.ts";
import { FilePreviewForm } from "#components/file-preview-form.tsx";
import { Form, formWords } from "#components/form.tsx";
import { Section } from "#components/page-head.tsx";
import { ScanPair } from "#components/scan-pair.tsx";
import { SubmitButton } from "#components/submit-button.tsx";

type Props = { dispatchId: string; took: string | undefined };

/** Tracking numbers in: by the two barcodes of each letter, or by a file that is looked at first. */
export async function Posting({ dispatchId, took }: Props) {
  const t = await getT("dispatches");
  const orders = await getT("orders");
  const common = await getT("common");
  const language = await getLanguage();
  const labels = {
    orderNumber: orders("field.orderNumber"),
    trackingNumber: orders("field.trackingNumber"),
    file: t("field.file"),
  };
  return (
    <Section title={`4 ${t("step.tracking")}`}>
      <Form key={took} id="scan" action={shipPackedAction} language={language} labels={labels}>
        <input type="hidden" name="dispatchId" value={dispatchId} />
        <p>{t("tracking.lead")}</p>
        <ScanPair first="orderNumber" second="trackingNumber" took={took} />
        <SubmitButton pending={common("pending")} wide>
          {t("tracking.submit")}
        </SubmitButton>
      </Form>
      <hr className="my-5 border-line" />
      <h3 className="mb-3 font-700">{t("tracking.file")}</h3>
      <FilePreviewForm
        hidden={{ dispatchId }}
        action={trackingFileAction}
        words={formWords(language)}
        labels={labels}
        headers={[t("tracking.row"), labels.orderNumber, labels.trackingNumber, t("tracking.result")]}
        texts={{
          support: t("tracking.fileSupport"),
          check: t("tracking.check"),
          confirm: t("tracking.confirm"),
          again: t("tracking.again"),
          preview: t("tracking.preview"),
        }}
      />
    </Section>
  );
}
