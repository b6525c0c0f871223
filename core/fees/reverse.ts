import type { Tx } from "#db/client.ts";
import { findFeeOfOrder, insertFeeEntry, listFeeEntries } from "#db/fees.ts";
import { standingOf, sumsOf } from "./rules.ts";

type Cancellation = { by: string; at: Date; reason: string };

/** Takes back what a cancelled order's fee still charges, in whole yen; nothing is entered where it charges nothing. */
export async function reverseFee(tx: Tx, orderId: string, { by, at, reason }: Cancellation): Promise<number> {
  const fee = await findFeeOfOrder(tx, orderId);
  if (!fee) return 0;
  const { claimYen } = standingOf(sumsOf(await listFeeEntries(tx, fee.id)));
  if (claimYen === 0) return 0;
  await insertFeeEntry(tx, {
    feeId: fee.id,
    kind: "reversed",
    amountYen: claimYen,
    note: reason,
    enteredBy: by,
    enteredAt: at,
  });
  return claimYen;
}
