import type { Tx } from "#db/client.ts";
import { findFeeOfOrder, insertFeeEntry, listFeeEntries } from "#db/fees.ts";
import { japanDay } from "../clock.ts";
import { readTariff } from "../fee-rules/quote.ts";
import { taxPercentOn } from "../fee-rules/tariff.ts";
import { standingOf, sumsOf, withTax } from "./rules.ts";

type FirstDispatch = { orderId: string; now: Date };

/**
 * Taxes a fee by the rate of the day on which its token is first posted: where that is not the rate it was assessed
 * by, the difference is entered. Returns it in whole yen, 0 for none. What charges nothing any more stays so.
 */
export async function settleTax(tx: Tx, { orderId, now }: FirstDispatch): Promise<number> {
  const fee = await findFeeOfOrder(tx, orderId);
  if (fee?.taxPoint !== "dispatch") return 0;
  const tariff = await readTariff(tx);
  const taxPercent = taxPercentOn(tariff, japanDay(now));
  if (taxPercent === fee.taxPercent) return 0;
  const { claimYen } = standingOf(sumsOf(await listFeeEntries(tx, fee.id)));
  if (claimYen === 0) return 0;
  const amountYen = withTax(fee.netYen, taxPercent, tariff.rounding).taxYen - fee.taxYen;
  await insertFeeEntry(tx, { feeId: fee.id, kind: "adjusted", amountYen, taxPercent, enteredAt: now });
  return amountYen;
}
