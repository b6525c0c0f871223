import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { Barcode } from "#components/barcode.tsx";
import { DataTable } from "#components/data-table.tsx";
import { PageHead } from "#components/page-head.tsx";
import { PrintButton } from "#components/print-button.tsx";
import { readDispatch } from "#core/dispatches/read.ts";
import { isToPost } from "#core/orders/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("dispatches"))("pick.title") };
}

export default async function PickListPage({ params }: PageProps<"/orders/dispatches/[id]/pick-list">) {
  const context = await guardPage("order.dispatch");
  const { id } = await params;
  const { dispatch, orders: all } = await loadPage(readDispatch(context, { dispatchId: id }));
  const rows = all.filter(isToPost).toSorted((one, other) => one.serial.localeCompare(other.serial));
  const language = await getLanguage();
  const t = await getT("dispatches");
  const orders = await getT("orders");
  const common = await getT("common");
  const format = await getFormat();
  return (
    <Desk desk="orders">
      <PageHead
        title={`${t("pick.title")}　${t("one", { number: String(dispatch.number) })}`}
        lead={`${format.dateTime(dispatch.madeAt)}　${dispatch.makerName}　${t("pick.total", { count: rows.length })}`}
        back={{ href: `/orders/dispatches/${id}`, label: t("one", { number: String(dispatch.number) }) }}
        actions={<PrintButton>{common("action.print")}</PrintButton>}
      />
      <DataTable
        language={language}
        caption={t("pick.title")}
        short
        rows={rows}
        rowKey={({ id: orderId }) => orderId}
        columns={[
          {
            key: "serial",
            header: orders("field.serial"),
            cell: (row) => <span className="code">{row.serial}</span>,
          },
          {
            key: "barcode",
            header: t("pick.barcode"),
            cell: (row) => (
              <div className="h-9 w-56 bg-paper text-paper-ink">
                <Barcode text={row.serial} />
              </div>
            ),
          },
          { key: "model", header: t("field.model"), cell: (row) => row.model },
          { key: "number", header: orders("field.orderNumber"), cell: (row) => row.number },
          {
            key: "check",
            header: t("pick.check"),
            cell: () => <span aria-hidden="true" className="inline-block size-5 border border-line-strong" />,
          },
        ]}
      />
    </Desk>
  );
}
