import type { Tx } from "#db/client.ts";
import { itemsAgree, listClosingSeals, sealHolds } from "#db/fee-closings.ts";

/**
 * Holds each closed month against its hash, its open fees against its totals, and its totals against a recount, the
 * oldest first. Tells the first that is not as it was closed: those after it follow from it.
 */
export async function verifyClosings(
  tx: Tx,
  differs: (month: string) => Promise<boolean>,
): Promise<{ months: number; faults: string[] }> {
  const seals = await listClosingSeals(tx);
  for (const [nth, { month, previousHash }] of seals.entries()) {
    const before = seals[nth - 1]?.hash ?? Buffer.alloc(32);
    const why = !before.equals(previousHash)
      ? "does not follow the month before it"
      : !(await sealHolds(tx, month))
        ? "is not what its hash was made of"
        : !(await itemsAgree(tx, month))
          ? "lists other open fees than its totals count"
          : (await differs(month))
            ? "has other totals than its ledgers come to"
            : undefined;
    if (why) return { months: seals.length, faults: [`closed month ${month}: ${why}`] };
  }
  return { months: seals.length, faults: [] };
}
