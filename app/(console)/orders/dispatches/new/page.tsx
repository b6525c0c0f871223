import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { ClockChip } from "#app/(console)/orders/clock-chip.tsx";
import { makeDispatchAction } from "#app/(console)/orders/dispatches/actions.ts";
import { PackingNotes } from "#app/(console)/orders/dispatches/packing-notes.tsx";
import { ButtonLink } from "#components/button.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Form } from "#components/form.tsx";
import { PageHead } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { ordersToPack, type ShownOrder } from "#core/dispatches/read.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("dispatches"))("new.title") };
}

/** Chosen at first is what nothing stands against. */
function isPlain({ addressChanged, unwritable, tooLong, lostTimes, state }: ShownOrder): boolean {
  return !addressChanged && unwritable.length === 0 && !tooLong && lostTimes < 2 && state === "allocated";
}

export default async function NewDispatchPage() {
  const context = await guardPage("order.dispatch");
  const rows = await ordersToPack(context, {});
  const language = await getLanguage();
  const t = await getT("dispatches");
  const orders = await getT("orders");
  const forms = await getT("forms");
  const contracts = await getT("contracts");
  const common = await getT("common");
  const format = await getFormat();
  return (
    <Desk desk="orders">
      <PageHead
        title={t("new.title")}
        lead={t("new.lead")}
        back={{ href: "/orders/dispatches", label: t("title") }}
      />
      {rows.length === 0 ? (
        <EmptyState
          title={t("new.none")}
          icon="check"
          action={<ButtonLink href="/orders/allocate">{t("allocate.title")}</ButtonLink>}
        >
          {t("new.noneText")}
        </EmptyState>
      ) : (
        <Form action={makeDispatchAction} language={language} labels={{ orderIds: t("new.choose") }}>
          <DataTable
            language={language}
            caption={t("new.title")}
            short
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "choose",
                header: t("new.choose"),
                cell: (row) => (
                  <label className="flex min-h-11 items-center gap-2.5 pr-2 font-700">
                    <input
                      type="checkbox"
                      name="orderIds"
                      value={row.id}
                      defaultChecked={isPlain(row)}
                      className="size-5 accent-accent"
                    />
                    {row.number}
                  </label>
                ),
              },
              {
                key: "due",
                header: orders("field.dueOn"),
                cell: (row) => (
                  <span className="flex items-center gap-2">
                    {format.shortDate(row.dueOn)} <ClockChip clock={row.clock} />
                  </span>
                ),
              },
              {
                key: "notes",
                header: t("field.notes"),
                cell: (row) =>
                  !isPlain(row) && (
                    <span className="flex flex-wrap items-center gap-2">
                      <PackingNotes order={row} />
                      <a href={`/orders/${row.id}`} aria-label={`${row.number} ${t("look")}`}>
                        {t("look")}
                      </a>
                    </span>
                  ),
              },
              { key: "kind", header: forms("field.kind"), cell: (row) => forms(`kind.${row.kind}`) },
              { key: "serial", header: orders("field.serial"), cell: (row) => row.serial },
              { key: "contractor", header: contracts("field.contractorId"), cell: (row) => row.contractorId },
              { key: "kana", header: contracts("field.kana"), cell: (row) => row.kana },
              { key: "branch", header: contracts("field.branch"), cell: (row) => row.branchCode },
            ]}
          />
          <div>
            <SubmitButton pending={common("pending")}>{t("new.submit")}</SubmitButton>
          </div>
        </Form>
      )}
    </Desk>
  );
}
