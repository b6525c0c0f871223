import { and, asc, desc, eq, getTableColumns, inArray, isNotNull, isNull, type SQL } from "drizzle-orm";
import type { MailAddressSort, MailOwner } from "#core/mail-addresses/rules.ts";
import type { ProposalState } from "#core/proposals/rules.ts";
import type { Tx } from "./client.ts";
import { countListed } from "./count.ts";
import { checker, maker } from "./proposals.ts";
import { contracts } from "./schema/contracts.ts";
import { mailAddressChanges } from "./schema/mail-address-changes.ts";
import { branches } from "./schema/staff.ts";
import { type BranchScope, inBranch } from "./scope.ts";
import { type Cut, type Sort, type SortColumns, sorted } from "./sort.ts";

export type MailAddressChange = typeof mailAddressChanges.$inferSelect;
/** The same with the names of who asked for it and who decided it. */
export type NamedMailAddressChange = MailAddressChange & { makerName: string; checkerName: string | null };

export async function insertMailAddressChange(
  tx: Tx,
  change: typeof mailAddressChanges.$inferInsert,
): Promise<MailAddressChange> {
  const [inserted] = await tx.insert(mailAddressChanges).values(change).returning();
  if (!inserted) throw new Error("insert returned no row");
  return inserted;
}

const ownedBy = (owner: MailOwner) =>
  owner === "customer" ? isNotNull(mailAddressChanges.contractId) : isNull(mailAddressChanges.contractId);

/** A change of a customer's address, or of a branch's, with what people know its owner by. */
export async function findMailAddressChange(tx: Tx, scope: BranchScope, owner: MailOwner, id: string) {
  const [found] = await tx
    .select({ ...getTableColumns(mailAddressChanges), contractorId: contracts.contractorId })
    .from(mailAddressChanges)
    .leftJoin(contracts, eq(contracts.id, mailAddressChanges.contractId))
    .where(
      and(eq(mailAddressChanges.id, id), ownedBy(owner), inBranch(mailAddressChanges.branchCode, scope)),
    );
  return found;
}

/**
 * Writes a decision if the change is still in the state that was read; undefined if somebody was quicker. An approval
 * puts the address in force, and tells the customer where mail went until then: a trigger does.
 */
export async function saveMailAddressChange(
  tx: Tx,
  read: { id: string; state: ProposalState },
  decision: Partial<Pick<MailAddressChange, "state" | "checkerId" | "decidedAt" | "decisionNote">>,
): Promise<MailAddressChange | undefined> {
  const [saved] = await tx
    .update(mailAddressChanges)
    .set(decision)
    .where(and(eq(mailAddressChanges.id, read.id), eq(mailAddressChanges.state, read.state)))
    .returning();
  return saved;
}

/** Every change of a contract's address, the newest first. */
export async function listChangesOfContract(tx: Tx, contractId: string): Promise<NamedMailAddressChange[]> {
  return namedChanges(tx, eq(mailAddressChanges.contractId, contractId));
}

/** Every change of a branch's own address, the newest first. */
export async function listChangesOfBranch(tx: Tx, branchCode: string): Promise<NamedMailAddressChange[]> {
  return namedChanges(tx, and(eq(mailAddressChanges.branchCode, branchCode), ownedBy("branch")));
}

function namedChanges(tx: Tx, conditions: SQL | undefined): Promise<NamedMailAddressChange[]> {
  return tx
    .select({ ...getTableColumns(mailAddressChanges), makerName: maker.name, checkerName: checker.name })
    .from(mailAddressChanges)
    .innerJoin(maker, eq(maker.id, mailAddressChanges.makerId))
    .leftJoin(checker, eq(checker.id, mailAddressChanges.checkerId))
    .where(conditions)
    .orderBy(desc(mailAddressChanges.proposedAt), desc(mailAddressChanges.id));
}

/** Whether a change of the contract's address waits. */
export async function hasProposedChange(tx: Tx, contractId: string): Promise<boolean> {
  const [found] = await tx
    .select({ id: mailAddressChanges.id })
    .from(mailAddressChanges)
    .where(and(eq(mailAddressChanges.contractId, contractId), eq(mailAddressChanges.state, "proposed")));
  return found !== undefined;
}

type States = readonly ProposalState[];

const ofCustomers = (scope: BranchScope, states: States) =>
  and(
    ownedBy("customer"),
    inArray(mailAddressChanges.state, states),
    inBranch(mailAddressChanges.branchCode, scope),
  );

const sortColumns: SortColumns<MailAddressSort> = {
  proposedAt: [mailAddressChanges.proposedAt, mailAddressChanges.id],
};
const newestFirst: Sort<MailAddressSort> = { by: "proposedAt", descending: true };

/** The changes of customers' addresses in some states, the newest first unless sorted otherwise; no address. */
export async function listMailAddressChanges(
  tx: Tx,
  scope: BranchScope,
  { states, sort = newestFirst, offset = 0, limit }: Cut<MailAddressSort> & { states: States },
) {
  const { id, contractId, branchCode, state, paperOn, proposedAt } = mailAddressChanges;
  return tx
    .select({
      ...{ id, contractId, branchCode, state, paperOn, proposedAt },
      contractorId: contracts.contractorId,
      kana: contracts.kana,
      makerName: maker.name,
      checkerName: checker.name,
    })
    .from(mailAddressChanges)
    .innerJoin(contracts, eq(contracts.id, contractId))
    .innerJoin(maker, eq(maker.id, mailAddressChanges.makerId))
    .leftJoin(checker, eq(checker.id, mailAddressChanges.checkerId))
    .where(ofCustomers(scope, states))
    .orderBy(...sorted(sortColumns, sort).order)
    .limit(limit)
    .offset(offset);
}

/** How many changes such a list has in all. */
export function countMailAddressChanges(tx: Tx, scope: BranchScope, states: States) {
  return countListed(tx, mailAddressChanges, ofCustomers(scope, states));
}

/** Every branch with its address, and the state of the change that waits. */
export async function listBranchAddresses(tx: Tx) {
  return tx
    .select({ ...getTableColumns(branches), proposed: mailAddressChanges.state })
    .from(branches)
    .leftJoin(
      mailAddressChanges,
      and(
        eq(mailAddressChanges.branchCode, branches.code),
        ownedBy("branch"),
        eq(mailAddressChanges.state, "proposed"),
      ),
    )
    .orderBy(asc(branches.code));
}
