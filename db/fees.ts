import { and, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { ledgerColumns, ledgerSums } from "./fee-standing.ts";
import { contracts } from "./schema/contracts.ts";
import { debitBatches } from "./schema/debits.ts";
import { feeRules } from "./schema/fee-rules.ts";
import { feeEntries, fees } from "./schema/fees.ts";
import { forms } from "./schema/forms.ts";
import { orders, shipments } from "./schema/orders.ts";
import { branches, staff } from "./schema/staff.ts";
import { type BranchScope, inBranch } from "./scope.ts";

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

type NewFeeEntry = Omit<typeof feeEntries.$inferInsert, "number" | "receiptNumber">;
export type FeeEntry = typeof feeEntries.$inferSelect;

/** Adds to a ledger; a trigger judges it, numbers it, and gives cash its receipt's number. */
export async function insertFeeEntry(tx: Tx, entry: NewFeeEntry): Promise<FeeEntry> {
  const [inserted] = await tx.insert(feeEntries).values(entry).returning();
  if (!inserted) throw new Error("insert returned no row");
  return inserted;
}

/** A fee's ledger with who entered what, and the number of the debit file it belongs to, oldest entry first. */
export async function listNamedEntries(tx: Tx, feeId: string) {
  return tx
    .select({ entry: feeEntries, by: staff.name, debitNumber: debitBatches.number })
    .from(feeEntries)
    .leftJoin(staff, eq(staff.id, feeEntries.enteredBy))
    .leftJoin(debitBatches, eq(debitBatches.id, feeEntries.debitBatchId))
    .where(eq(feeEntries.feeId, feeId))
    .orderBy(feeEntries.number);
}

/** One fee with all that tells why it is what it is: its order, its form, the rule, and whose it is. */
export async function findFeeInFull(tx: Tx, scope: BranchScope, id: string) {
  const [found] = await tx
    .select({
      fee: fees,
      rule: feeRules,
      order: { number: orders.number, state: orders.state, shippedAt: firstShippedAt },
      form: { id: forms.id, number: forms.number, oldTokenReturned: forms.oldTokenReturned },
      contractorId: contracts.contractorId,
      branchName: branches.name,
    })
    .from(fees)
    .innerJoin(orders, eq(orders.id, fees.orderId))
    .innerJoin(forms, eq(forms.id, orders.formId))
    .innerJoin(feeRules, eq(feeRules.id, fees.ruleId))
    .innerJoin(contracts, eq(contracts.id, fees.contractId))
    .innerJoin(branches, eq(branches.code, fees.branchCode))
    .where(and(eq(fees.id, id), inBranch(fees.branchCode, scope)));
  return found;
}

/** The first dispatch: mail that came back is sent once more. */
const firstShippedAt = sql<Date | null>`(select min(${shipments.shippedAt}) from ${shipments}
  where ${shipments.orderId} = ${orders.id})`.mapWith(orders.shippedAt);

/** Rows that one statement inserts: its parameters are counted. */
const rowsAtOnce = 1_000;

/** Adds to many ledgers at once, in the order given. */
export async function insertFeeEntries(tx: Tx, entries: readonly NewFeeEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += rowsAtOnce) {
    await tx.insert(feeEntries).values(entries.slice(from, from + rowsAtOnce));
  }
}

/** One fee with the number of its order. */
export async function findFee(tx: Tx, scope: BranchScope, id: string) {
  const [found] = await tx
    .select({ fee: fees, orderNumber: orders.number })
    .from(fees)
    .innerJoin(orders, eq(orders.id, fees.orderId))
    .where(and(eq(fees.id, id), inBranch(fees.branchCode, scope)));
  return found && { ...found.fee, orderNumber: found.orderNumber };
}

export async function findFeeOfOrder(tx: Tx, orderId: string) {
  const [found] = await tx.select().from(fees).where(eq(fees.orderId, orderId));
  return found;
}

/** A fee's ledger, oldest entry first. */
export async function listFeeEntries(tx: Tx, feeId: string): Promise<FeeEntry[]> {
  return tx.select().from(feeEntries).where(eq(feeEntries.feeId, feeId)).orderBy(feeEntries.number);
}

/** A contract's fees with what each ledger comes to, newest fee first. */
export async function listFeesOfContract(tx: Tx, contractId: string) {
  const ledger = ledgerSums(tx);
  return tx
    .select({ fee: fees, orderNumber: orders.number, sums: ledgerColumns(ledger) })
    .from(fees)
    .innerJoin(orders, eq(orders.id, fees.orderId))
    .innerJoinLateral(ledger, sql`true`)
    .where(eq(fees.contractId, contractId))
    .orderBy(desc(fees.assessedAt));
}

/** What direct debits did with a contract's fees, newest first: their files are of no one contract. */
export async function listDebitEntriesOf(tx: Tx, contractId: string, limit: number) {
  return tx
    .select({
      id: feeEntries.id,
      feeId: fees.id,
      orderNumber: orders.number,
      kind: feeEntries.kind,
      amountYen: feeEntries.amountYen,
      at: feeEntries.enteredAt,
      by: staff.name,
      debitNumber: debitBatches.number,
    })
    .from(fees)
    .innerJoin(feeEntries, eq(feeEntries.feeId, fees.id))
    .innerJoin(debitBatches, eq(debitBatches.id, feeEntries.debitBatchId))
    .innerJoin(orders, eq(orders.id, fees.orderId))
    .leftJoin(staff, eq(staff.id, feeEntries.enteredBy))
    .where(eq(fees.contractId, contractId))
    .orderBy(desc(feeEntries.enteredAt), desc(feeEntries.number))
    .limit(limit);
}
export type DebitEntry = Awaited<ReturnType<typeof listDebitEntriesOf>>[number];
