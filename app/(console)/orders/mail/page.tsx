import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { mailFileAction, recordByNumberAction } from "#app/(console)/orders/mail/actions.ts";
import { QueueTable } from "#app/(console)/queue-table.tsx";
import { Field, SelectField } from "#components/field.tsx";
import { FilePreviewForm } from "#components/file-preview-form.tsx";
import { Form, formWords } from "#components/form.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { ScanField } from "#components/scan-field.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { japanDay, japanTime } from "#core/clock.ts";
import { readMailQueues } from "#core/home/read-mail.ts";
import { postWords } from "#core/shipments/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("orders"))("mailDesk.title") };
}

export default async function MailPage({ searchParams }: PageProps<"/orders/mail">) {
  const context = await guardPage("order.dispatch");
  const { now } = context;
  const params = await searchParams;
  const language = await getLanguage();
  const t = await getT("orders");
  const dispatches = await getT("dispatches");
  const common = await getT("common");
  const queues = await readMailQueues(context, {});
  const done = oneParam(params, "done");
  const count = (name: string) => Number(oneParam(params, name)) || 0;
  const labels = {
    event: t("field.mailState"),
    happenedAt: t("field.happenedAt"),
    office: t("field.office"),
    trackingNumber: t("field.trackingNumber"),
    file: dispatches("field.file"),
  };
  return (
    <Desk desk="orders">
      <PageHead
        title={t("mailDesk.title")}
        lead={t("mailDesk.lead")}
        back={{ href: "/orders", label: t("title") }}
      />
      <div className="mb-4 flex flex-col gap-3 empty:hidden">
        {done && (
          <div data-took>
            <Notice
              tone="success"
              announce
              title={t("mailDesk.done", { number: done })}
              action={<a href={`/orders/${oneParam(params, "order")}`}>{t("mailDesk.open")}</a>}
            />
          </div>
        )}
        {count("recorded") > 0 && (
          <Notice
            tone={count("problems") > 0 ? "warning" : "success"}
            announce
            title={t("mailDesk.imported", {
              recorded: count("recorded"),
              known: count("known"),
              problems: count("problems"),
            })}
          />
        )}
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <Section title={t("mailDesk.scan")}>
          <Form key={done} id="scan" action={recordByNumberAction} language={language} labels={labels}>
            <SelectField
              name="event"
              required
              width="full"
              defaultValue={oneParam(params, "event") ?? "delivered"}
              options={postWords.map((value) => ({ value, label: t(`mailState.${value}`) }))}
            />
            <Field
              name="happenedAt"
              type="datetime-local"
              required
              width="full"
              defaultValue={oneParam(params, "at") ?? `${japanDay(now)}T${japanTime(now)}`}
            />
            <Field name="office" width="full" defaultValue={oneParam(params, "office") ?? ""} />
            <ScanField name="trackingNumber" support={dispatches("allocate.support")} took={done} />
            <SubmitButton pending={common("pending")} wide>
              {t("mail.submit")}
            </SubmitButton>
          </Form>
        </Section>
        <div className="flex flex-col gap-4">
          <Section title={dispatches("tracking.file")}>
            <FilePreviewForm
              action={mailFileAction}
              words={formWords(language)}
              labels={labels}
              headers={[
                dispatches("tracking.row"),
                labels.trackingNumber,
                labels.happenedAt,
                labels.event,
                dispatches("tracking.result"),
              ]}
              texts={{
                support: t("mailDesk.fileSupport"),
                check: dispatches("tracking.check"),
                confirm: t("mailDesk.confirm"),
                again: dispatches("tracking.again"),
                preview: dispatches("tracking.preview"),
              }}
            />
          </Section>
          {queues.length > 0 && (
            <Section title={t("mailDesk.waiting")} plain>
              <QueueTable queues={queues} now={now} nothing="" />
            </Section>
          )}
        </div>
      </div>
    </Desk>
  );
}
