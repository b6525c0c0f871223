import type { Tx } from "#db/client.ts";
import { listFormsToAssess, listOrdersToTax } from "#db/fees-to-come.ts";
import type { BranchScope } from "#db/scope.ts";
import { withTax } from "../fees/rules.ts";
import { isOrderKind, type OrderKind, type ReissueReason } from "../forms/rules.ts";
import { quoteOn, type Tariff, taxPercentOn, type Wanted, withChange } from "./tariff.ts";

/** A form or an order under way, with what it would cost on the change's day without and with the change. */
export type Touched = {
  subject: "form" | "order";
  id: string;
  number: number;
  kind: OrderKind;
  reason: ReissueReason | null;
  branchCode: string;
  oldYen: number;
  newYen: number;
};

/**
 * What a change would touch if all that is under way were approved or posted on its day: the forms whose fee will be
 * assessed, and of a rate the orders whose tax is not final yet. Sums are whole yen with tax.
 */
export async function previewOf(
  tx: Tx,
  scope: BranchScope,
  { tariff, change }: { tariff: Tariff; change: Wanted & { id: string } },
): Promise<Touched[]> {
  const changed = withChange(tariff, change);
  const on = change.validFrom;
  const forms = (await listFormsToAssess(tx, scope)).flatMap((form): Touched[] => {
    const { kind, oldTokenReturned, ...shown } = form;
    if (!isOrderKind(kind)) return [];
    const [before, after] = [tariff, changed].map((one) =>
      quoteOn(one, { kind, reason: form.reason, oldTokenReturned }, on),
    );
    if (!before || !after) return [];
    return [{ subject: "form", kind, ...shown, oldYen: before.grossYen, newYen: after.grossYen }];
  });
  const orders = (await listOrdersToTax(tx, scope)).map(({ netYen, ...order }): Touched => {
    const gross = (one: Tariff) => withTax(netYen, taxPercentOn(one, on), one.rounding).grossYen;
    return { subject: "order", ...order, oldYen: gross(tariff), newYen: gross(changed) };
  });
  return [...forms, ...orders].filter(({ oldYen, newYen }) => oldYen !== newYen);
}
