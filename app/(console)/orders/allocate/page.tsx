import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { allocateNextAction } from "#app/(console)/orders/actions.ts";
import { ModelChoice } from "#app/(console)/orders/allocate/model-choice.tsx";
import { ClockChip } from "#app/(console)/orders/clock-chip.tsx";
import { ButtonLink } from "#components/button.tsx";
import { DataTable } from "#components/data-table.tsx";
import { DescriptionList } from "#components/description-list.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Form } from "#components/form.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { ScanField } from "#components/scan-field.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { readAllocation } from "#core/orders/allocation.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("dispatches"))("allocate.title") };
}

export default async function AllocatePage({ searchParams }: PageProps<"/orders/allocate">) {
  const context = await guardPage("order.dispatch");
  const params = await searchParams;
  const { waiting, total, done, models } = await readAllocation(context, {});
  const asked = oneParam(params, "order");
  const next = waiting.find(({ number }) => String(number) === asked) ?? waiting[0];
  const model = models.find((one) => one.model === oneParam(params, "model"))?.model;
  const number = oneParam(params, "done");
  const language = await getLanguage();
  const t = await getT("dispatches");
  const orders = await getT("orders");
  const forms = await getT("forms");
  const format = await getFormat();
  return (
    <Desk desk="orders">
      <PageHead
        title={t("allocate.title")}
        lead={t("allocate.lead")}
        back={{ href: "/orders", label: orders("title") }}
        actions={<ButtonLink href="/orders/dispatches/new">{t("allocate.pack")}</ButtonLink>}
      />
      <ModelChoice models={models} model={model} />
      {number && (
        <div className="mb-4" data-took>
          <Notice
            tone="success"
            announce
            title={t("allocate.allocated", { number, serial: oneParam(params, "serial") ?? "" })}
          />
        </div>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {next ? (
          <Section
            title={`${t("allocate.next")} ${next.number}`}
            actions={
              <>
                <ClockChip clock={next.clock} />
                <span className="text-ink-soft">{t("allocate.left", { count: total })}</span>
              </>
            }
          >
            <DescriptionList
              items={[
                { label: orders("field.dueOn"), value: format.date(next.dueOn) },
                {
                  label: forms("field.kind"),
                  value: [forms(`kind.${next.kind}`), next.reason && forms(`reason.${next.reason}`)]
                    .filter(Boolean)
                    .join(" "),
                },
                { label: forms("field.branch"), value: next.branchCode },
              ]}
            />
            <div className="mt-4">
              <Form
                key={next.id}
                id="scan"
                action={allocateNextAction}
                language={language}
                labels={{ serial: orders("field.serial") }}
              >
                <input type="hidden" name="orderId" value={next.id} />
                <input type="hidden" name="model" value={model ?? ""} />
                <ScanField name="serial" support={t("allocate.support")} took={number} />
                <SubmitButton pending={(await getT("common"))("pending")} wide>
                  {orders("allocate.submit")}
                </SubmitButton>
              </Form>
            </div>
          </Section>
        ) : (
          <Section title={t("allocate.next")}>
            <EmptyState title={t("allocate.none")} icon="check">
              {t("allocate.noneText")}
            </EmptyState>
          </Section>
        )}
        <div className="flex flex-col gap-4">
          <Section title={t("allocate.after")} plain>
            <DataTable
              language={language}
              caption={t("allocate.after")}
              short
              rows={waiting.filter(({ id }) => id !== next?.id)}
              rowKey={({ id }) => id}
              rowHref={(row) => `/orders/allocate?order=${row.number}`}
              columns={[
                { key: "number", header: orders("field.orderNumber"), cell: (row) => row.number },
                {
                  key: "due",
                  header: orders("field.dueOn"),
                  cell: (row) => (
                    <span className="flex items-center gap-2">
                      {format.shortDate(row.dueOn)} <ClockChip clock={row.clock} />
                    </span>
                  ),
                },
                { key: "branch", header: forms("field.branch"), cell: (row) => row.branchCode },
              ]}
            />
          </Section>
          <Section title={t("allocate.done")} plain>
            <DataTable
              language={language}
              caption={t("allocate.done")}
              short
              rows={done}
              rowKey={({ id }) => id}
              rowHref={({ id }) => `/orders/${id}`}
              empty={<p className="px-4 py-3 text-ink-soft">{t("allocate.noneDone")}</p>}
              columns={[
                { key: "number", header: orders("field.orderNumber"), cell: (row) => row.number },
                { key: "serial", header: orders("field.serial"), cell: (row) => row.serial },
                {
                  key: "at",
                  header: orders("field.allocatedAt"),
                  cell: (row) => row.allocatedAt && format.time(row.allocatedAt),
                },
              ]}
            />
          </Section>
        </div>
      </div>
    </Desk>
  );
}
