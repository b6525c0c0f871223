import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { BranchField } from "#app/(console)/branch-field.tsx";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { List } from "#app/(console)/list.tsx";
import { askedOrders, orderColumns } from "#app/(console)/orders/listed.tsx";
import { ButtonLink } from "#components/button.tsx";
import { PageHead } from "#components/page-head.tsx";
import { listOfOrders } from "#core/orders/list.ts";
import { orderSorts, orderStates, orderTasks } from "#core/orders/rules.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("orders"))("title") };
}

export default async function OrdersPage({ searchParams }: PageProps<"/orders">) {
  const context = await guardPage("order.read");
  const params = await searchParams;
  const { filter, input } = askedOrders(params);
  const found = await listOfOrders(context, { ...input, page: oneParam(params, "page") });
  const t = await getT("orders");
  const dispatches = await getT("dispatches");
  const home = await getT("home");
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
      <List
        path="/orders"
        params={params}
        filter={filter}
        file="/orders/orders.csv"
        found={found}
        sorts={orderSorts}
        caption={t("title")}
        columns={await orderColumns()}
        rowKey={(row) => row.id}
        rowHref={(row) => `/orders/${row.id}`}
      >
        <ChoiceFilter
          name="state"
          label={t("field.state")}
          asked={filter.state}
          values={orderStates}
          words={(state) => t(`state.${state}`)}
          usual={t("allOpen")}
        />
        <ChoiceFilter
          name="task"
          label={t("field.task")}
          asked={filter.task}
          values={orderTasks}
          words={(task) => home(`queue.${task}`)}
        />
        <BranchField branches={found.branches} asked={filter.branch} />
      </List>
    </Desk>
  );
}
