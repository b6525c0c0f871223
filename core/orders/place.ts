import { v7 } from "uuid";
import type { Tx } from "#db/client.ts";
import { insertFee } from "#db/fees.ts";
import type { Form } from "#db/forms.ts";
import { insertOrder } from "#db/orders.ts";
import { readSettings } from "#db/settings.ts";
import { addBusinessDays } from "../calendar.ts";
import { japanDay } from "../clock.ts";
import { fail } from "../errors.ts";
import { readTariff } from "../fee-rules/quote.ts";
import { quoteOn } from "../fee-rules/tariff.ts";
import { isOrderKind } from "../forms/rules.ts";

export type PlacedOrder = {
  orderId: string;
  orderNumber: number;
  dueOn: string;
  feeYen: { net: number; tax: number; gross: number };
};

/** Places the order that an approved form asks for and assesses its fee, in the approval's transaction. */
export async function placeOrder(tx: Tx, form: Form, now: Date): Promise<PlacedOrder> {
  const { kind, reason, contractId, branchCode } = form;
  if (!isOrderKind(kind)) return fail("conflict", "form");
  const today = japanDay(now);
  const settings = await readSettings(tx);
  const order = await insertOrder(tx, {
    state: "placed",
    formId: form.id,
    kind,
    reason,
    branchCode,
    contractId,
    placedAt: now,
    dueOn: addBusinessDays(today, settings.orderDueBusinessDays),
  });
  const of = { kind, reason, oldTokenReturned: form.oldTokenReturned };
  const { rule, ...sum } = quoteOn(await readTariff(tx), of, today) ?? fail("conflict", "feeRule");
  await insertFee(tx, {
    id: v7(),
    orderId: order.id,
    contractId,
    branchCode,
    ruleId: rule.id,
    kind,
    reason,
    ...sum,
    taxPoint: settings.taxPoint,
    assessedAt: now,
  });
  return {
    orderId: order.id,
    orderNumber: order.number,
    dueOn: order.dueOn,
    feeYen: { net: sum.netYen, tax: sum.taxYen, gross: sum.grossYen },
  };
}
