import type { Order } from "#db/orders.ts";
import type { Change } from "../command.ts";

/** What happened to an order, for the audit. */
export function orderChange(order: Order, change: Pick<Change, "before" | "after" | "reason">): Change {
  return {
    subject: { kind: "order", id: order.id, label: String(order.number) },
    contractId: order.contractId,
    branchCode: order.branchCode,
    ...change,
  };
}
