import type { Tx } from "#db/client.ts";
import { findForm } from "#db/forms.ts";
import type { Order } from "#db/orders.ts";
import type { Change } from "../command.ts";

/** What happened to an order, for the audit, with the form that placed it. */
export async function orderChange(
  tx: Tx,
  order: Pick<Order, "id" | "number" | "contractId" | "branchCode" | "formId">,
  change: Pick<Change, "before" | "after" | "reason">,
): Promise<Change> {
  const form = await findForm(tx, null, order.formId);
  return {
    subject: { kind: "order", id: order.id, label: String(order.number) },
    contractId: order.contractId,
    branchCode: order.branchCode,
    formNumber: form?.number,
    makerId: form?.makerId,
    checkerId: form?.checkerId,
    ...change,
  };
}
