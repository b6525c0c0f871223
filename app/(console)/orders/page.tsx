import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { ClockChip } from "#app/(console)/orders/clock-chip.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { SelectField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { orderTones } from "#components/tone.ts";
import { listOfOrders } from "#core/orders/list.ts";
import { openOrderStates, orderStates, orderTasks } from "#core/orders/rules.ts";
import { pageRows } from "#core/page.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("orders"))("title") };
}

export default async function OrdersPage({ searchParams }: PageProps<"/orders">) {
  const context = await guardPage("order.read");
  const params = await searchParams;
  const asked = oneParam(params, "state");
  const state = orderStates.find((one) => one === asked);
  const filter = {
    state: state ?? (asked === "all" ? "all" : undefined),
    task: oneParam(params, "task"),
  };
  const task = orderTasks.find((one) => one === oneParam(params, "task"));
  const found = await listOfOrders(context, {
    task,
    states: state ? [state] : filter.state === "all" ? [] : openOrderStates,
    page: oneParam(params, "page"),
  });
  const language = await getLanguage();
  const t = await getT("orders");
  const dispatches = await getT("dispatches");
  const forms = await getT("forms");
  const home = await getT("home");
  const contracts = await getT("contracts");
  const common = await getT("common");
  const format = await getFormat();
  return (
    <Desk desk="orders">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          permits(context.actor, "order.dispatch") && (
            <>
              <ButtonLink href="/orders/allocate">{dispatches("allocate.title")}</ButtonLink>
              <ButtonLink href="/orders/dispatches">{dispatches("title")}</ButtonLink>
              <ButtonLink href="/orders/mail">{t("mailDesk.title")}</ButtonLink>
            </>
          )
        }
      />
      <FilterBar
        language={language}
        action="/orders"
        active={filter.state !== undefined || task !== undefined}
      >
        <SelectField
          name="state"
          label={t("field.state")}
          width="auto"
          emptyLabel={t("allOpen")}
          defaultValue={filter.state ?? ""}
          options={[
            ...orderStates.map((value) => ({ value, label: t(`state.${value}`) })),
            { value: "all", label: common("list.all") },
          ]}
        />
        <SelectField
          name="task"
          label={t("field.task")}
          width="auto"
          emptyLabel={common("list.all")}
          defaultValue={task ?? ""}
          options={orderTasks.map((value) => ({ value, label: home(`queue.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        language={language}
        caption={t("title")}
        rows={found.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/orders/${row.id}`}
        columns={[
          { key: "number", header: t("field.orderNumber"), cell: (row) => row.number },
          {
            key: "state",
            header: t("field.state"),
            cell: (row) => <Chip tone={orderTones[row.state]}>{t(`state.${row.state}`)}</Chip>,
          },
          {
            key: "due",
            header: t("field.dueOn"),
            cell: (row) => (
              <span className="flex items-center gap-2">
                {format.shortDate(row.dueOn)} <ClockChip clock={row.clock} />
              </span>
            ),
          },
          {
            key: "kind",
            header: forms("field.kind"),
            cell: (row) =>
              [forms(`kind.${row.kind}`), row.reason && forms(`reason.${row.reason}`)]
                .filter(Boolean)
                .join(" "),
          },
          { key: "serial", header: t("field.serial"), cell: (row) => row.serial },
          { key: "contractor", header: contracts("field.contractorId"), cell: (row) => row.contractorId },
          { key: "kana", header: contracts("field.kana"), cell: (row) => row.kana },
          { key: "branch", header: contracts("field.branch"), cell: (row) => row.branchCode },
        ]}
      />
      <Pager
        language={language}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref("/orders", { ...filter, page }),
        })}
      />
    </Desk>
  );
}
