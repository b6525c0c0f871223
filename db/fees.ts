import { and, desc, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { OrderKind, ReissueReason } from "#core/forms/rules.ts";
import type { Tx } from "./client.ts";
import { feeEntries, feeRules, fees, taxRates } from "./schema/fees.ts";

/** The rule in force on a day; one that names the reason, then the return of the old token, goes before others. */
export async function findFeeRule(
  tx: Tx,
  {
    kind,
    reason,
    oldTokenReturned,
    on,
  }: { kind: OrderKind; reason: ReissueReason | null; oldTokenReturned: boolean; on: string },
) {
  const [rule] = await tx
    .select()
    .from(feeRules)
    .where(
      and(
        eq(feeRules.kind, kind),
        or(isNull(feeRules.reason), reason === null ? undefined : eq(feeRules.reason, reason)),
        or(isNull(feeRules.oldTokenReturned), eq(feeRules.oldTokenReturned, oldTokenReturned)),
        lte(feeRules.validFrom, on),
      ),
    )
    .orderBy(
      sql`${feeRules.reason} is null`,
      sql`${feeRules.oldTokenReturned} is null`,
      desc(feeRules.validFrom),
    )
    .limit(1);
  return rule;
}

/** The rate of consumption tax on a day, in percent. */
export async function findTaxPercent(tx: Tx, on: string): Promise<number | undefined> {
  const [rate] = await tx
    .select({ percent: taxRates.percent })
    .from(taxRates)
    .where(lte(taxRates.validFrom, on))
    .orderBy(desc(taxRates.validFrom))
    .limit(1);
  return rate?.percent;
}

/** Adds a fee and its first ledger entry. */
export async function insertFee(tx: Tx, fee: typeof fees.$inferInsert & { id: string }): Promise<void> {
  await tx.insert(fees).values(fee);
  await insertFeeEntry(tx, {
    feeId: fee.id,
    kind: "assessed",
    amountYen: fee.grossYen,
    enteredAt: fee.assessedAt,
  });
}

export async function insertFeeEntry(tx: Tx, entry: typeof feeEntries.$inferInsert): Promise<void> {
  await tx.insert(feeEntries).values(entry);
}

export async function findFeeOfOrder(tx: Tx, orderId: string) {
  const [found] = await tx.select().from(fees).where(eq(fees.orderId, orderId));
  return found;
}

/** A fee's ledger, oldest entry first. */
export async function listFeeEntries(tx: Tx, feeId: string) {
  return tx
    .select()
    .from(feeEntries)
    .where(eq(feeEntries.feeId, feeId))
    .orderBy(feeEntries.enteredAt, feeEntries.id);
}
