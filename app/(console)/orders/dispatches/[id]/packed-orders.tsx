import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { ClockChip } from "#app/(console)/orders/clock-chip.tsx";
import { PackingNotes } from "#app/(console)/orders/dispatches/packing-notes.tsx";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { orderTones } from "#components/tone.ts";
import type { ShownOrder } from "#core/dispatches/read.ts";
import { isToPost } from "#core/orders/rules.ts";

/** What is in a dispatch, and how far each order of it has come. */
export async function PackedOrders({ orders: rows }: { orders: readonly ShownOrder[] }) {
  const t = await getT("dispatches");
  const orders = await getT("orders");
  const contracts = await getT("contracts");
  const format = await getFormat();
  return (
    <DataTable
      language={await getLanguage()}
      caption={t("field.orders")}
      short
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/orders/${id}`}
      columns={[
        { key: "number", header: orders("field.orderNumber"), cell: (row) => row.number },
        {
          key: "state",
          header: orders("field.state"),
          cell: (row) => <Chip tone={orderTones[row.state]}>{orders(`state.${row.state}`)}</Chip>,
        },
        {
          key: "tracking",
          header: orders("field.trackingNumber"),
          cell: (row) => (isToPost(row) ? t("notSent") : row.trackingNumber),
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
        { key: "notes", header: t("field.notes"), cell: (row) => <PackingNotes order={row} /> },
        { key: "serial", header: orders("field.serial"), cell: (row) => row.serial },
        { key: "contractor", header: contracts("field.contractorId"), cell: (row) => row.contractorId },
        { key: "kana", header: contracts("field.kana"), cell: (row) => row.kana },
      ]}
    />
  );
}
