import { and, asc, count, desc, eq, ne } from "drizzle-orm";
import type { ProposalState } from "#core/proposals/rules.ts";
import type { Tx } from "./client.ts";
import { checker, maker } from "./proposals.ts";
import { feeRuleChanges, feeRules, taxRates } from "./schema/fee-rules.ts";

export type FeeRule = typeof feeRules.$inferSelect;
export type TaxRate = typeof taxRates.$inferSelect;

/** Every fee that holds, held or is to hold, oldest first: a table of some dozens of rows. */
export async function listFeeRules(tx: Tx): Promise<FeeRule[]> {
  return tx.select().from(feeRules).orderBy(asc(feeRules.validFrom), asc(feeRules.id));
}

/** Every rate of consumption tax, oldest first. */
export async function listTaxRates(tx: Tx): Promise<TaxRate[]> {
  return tx.select().from(taxRates).orderBy(asc(taxRates.validFrom));
}

export type FeeRuleChange = typeof feeRuleChanges.$inferSelect;

export async function insertFeeRuleChange(
  tx: Tx,
  change: typeof feeRuleChanges.$inferInsert,
): Promise<FeeRuleChange> {
  const [inserted] = await tx.insert(feeRuleChanges).values(change).returning();
  if (!inserted) throw new Error("insert returned no row");
  return inserted;
}

/**
 * Writes a decision if the change is still in the state that was read; undefined if somebody was quicker. An approval
 * puts it into its table: a trigger does.
 */
export async function saveFeeRuleChange(
  tx: Tx,
  read: { id: string; state: ProposalState },
  decision: Partial<Pick<FeeRuleChange, "state" | "checkerId" | "decidedAt" | "decisionNote">>,
): Promise<FeeRuleChange | undefined> {
  const [saved] = await tx
    .update(feeRuleChanges)
    .set(decision)
    .where(and(eq(feeRuleChanges.id, read.id), eq(feeRuleChanges.state, read.state)))
    .returning();
  return saved;
}

function namedChanges(tx: Tx) {
  return tx
    .select({ change: feeRuleChanges, makerName: maker.name, checkerName: checker.name })
    .from(feeRuleChanges)
    .innerJoin(maker, eq(maker.id, feeRuleChanges.makerId))
    .leftJoin(checker, eq(checker.id, feeRuleChanges.checkerId));
}

const flat = ({ change, ...names }: Awaited<ReturnType<typeof namedChanges>>[number]) => ({
  ...change,
  ...names,
});
export type NamedFeeRuleChange = ReturnType<typeof flat>;

export async function findFeeRuleChange(tx: Tx, id: string): Promise<NamedFeeRuleChange | undefined> {
  const [found] = await namedChanges(tx).where(eq(feeRuleChanges.id, id));
  return found && flat(found);
}

/** The changes that wait for a decision, the soonest to hold first. */
export async function listProposedChanges(tx: Tx): Promise<NamedFeeRuleChange[]> {
  const rows = await namedChanges(tx)
    .where(eq(feeRuleChanges.state, "proposed"))
    .orderBy(asc(feeRuleChanges.validFrom), asc(feeRuleChanges.proposedAt));
  return rows.map(flat);
}

/** What became of the changes, the newest first, one page of it and how many in all. */
export async function listDecidedChanges(tx: Tx, { offset, limit }: { offset: number; limit: number }) {
  const where = ne(feeRuleChanges.state, "proposed");
  const rows = await namedChanges(tx)
    .where(where)
    .orderBy(desc(feeRuleChanges.decidedAt), desc(feeRuleChanges.id))
    .limit(limit)
    .offset(offset);
  const [counted] = await tx.select({ total: count() }).from(feeRuleChanges).where(where);
  return { rows: rows.map(flat), total: counted?.total ?? 0 };
}
