import { and, eq, inArray, isNotNull, isNull, like, sql } from "drizzle-orm";
import type { ContractSort } from "#core/contracts/rules.ts";
import { openOrderStates } from "#core/orders/rules.ts";
import type { Tx } from "./client.ts";
import { countListed } from "./count.ts";
import { contracts } from "./schema/contracts.ts";
import { loginAccounts } from "./schema/logins.ts";
import { orders } from "./schema/orders.ts";
import { branches } from "./schema/staff.ts";
import { bindings, tokens } from "./schema/tokens.ts";
import { type BranchScope, inBranch } from "./scope.ts";
import { type Cut, type Sort, type SortColumns, sorted } from "./sort.ts";

export type Contract = typeof contracts.$inferSelect;

/** One contract by its row id. */
export async function findContract(tx: Tx, scope: BranchScope, id: string) {
  const [found] = await tx
    .select({ contract: contracts, branchName: branches.name })
    .from(contracts)
    .innerJoin(branches, eq(branches.code, contracts.branchCode))
    .where(and(eq(contracts.id, id), inBranch(contracts.branchCode, scope)));
  return found && { ...found.contract, branchName: found.branchName };
}

/** One contract by the number on its customer card. */
export async function findContractByContractorId(tx: Tx, scope: BranchScope, contractorId: string) {
  const [found] = await tx
    .select()
    .from(contracts)
    .where(and(eq(contracts.contractorId, contractorId), inBranch(contracts.branchCode, scope)));
  return found;
}

/** As its indexes have it. */
const kanaOrder = sql`${contracts.kanaSearch} collate "C"`;

const sortColumns: SortColumns<ContractSort> = { kana: [kanaOrder, contracts.contractorId] };

export type ContractFilter = { contractorId: string; kana: string };

function filteredContracts(scope: BranchScope, { contractorId, kana }: ContractFilter) {
  const kanaPrefix = `${kana.replaceAll(/[%_\\]/g, "")}%`;
  return and(
    contractorId ? eq(contracts.contractorId, contractorId) : undefined,
    kana ? like(kanaOrder, kanaPrefix) : undefined,
    inBranch(contracts.branchCode, scope),
  );
}

/** Contracts by contractor ID, or by the beginning of the folded kana name, in the order of kana. */
export async function listContracts(
  tx: Tx,
  scope: BranchScope,
  { sort = byKana, after, offset = 0, limit, ...filter }: ContractFilter & Cut<ContractSort>,
) {
  const { order, follows } = sorted(sortColumns, sort, after);
  return tx
    .select()
    .from(contracts)
    .where(and(filteredContracts(scope, filter), follows))
    .orderBy(...order)
    .limit(limit)
    .offset(offset);
}

const byKana: Sort<ContractSort> = { by: "kana", descending: false };

/** How many contracts such a list has in all. */
export function countContracts(tx: Tx, scope: BranchScope, filter: ContractFilter) {
  return countListed(tx, contracts, filteredContracts(scope, filter));
}

/** The contract that a serial is or was bound to, or is under way to. */
export async function findContractBySerial(tx: Tx, scope: BranchScope, serial: string) {
  const [found] = await tx
    .select({ id: contracts.id })
    .from(tokens)
    .leftJoin(bindings, eq(bindings.tokenId, tokens.id))
    .leftJoin(orders, and(eq(orders.tokenId, tokens.id), inArray(orders.state, openOrderStates)))
    .innerJoin(contracts, eq(contracts.id, sql`coalesce(${bindings.contractId}, ${orders.contractId})`))
    .where(and(eq(tokens.serial, serial), inBranch(contracts.branchCode, scope)));
  return found;
}

/** The live binding of a contract with its token, or undefined where none is registered. */
export async function findLiveBinding(tx: Tx, contractId: string) {
  const [found] = await tx
    .select({
      bindingId: bindings.id,
      tokenId: tokens.id,
      serial: tokens.serial,
      state: tokens.state,
      boundAt: bindings.boundAt,
      model: tokens.model,
      expiresOn: tokens.expiresOn,
    })
    .from(bindings)
    .innerJoin(tokens, eq(tokens.id, bindings.tokenId))
    .where(and(eq(bindings.contractId, contractId), isNull(bindings.unboundAt)));
  return found;
}

/** Failure counters, card access, of one contract: what its page shows of the login. */
export async function findLoginAccount(tx: Tx, contractId: string) {
  const [found] = await tx
    .select({
      passwordFails: loginAccounts.passwordFails,
      otpFails: loginAccounts.otpFails,
      cardFails: loginAccounts.cardFails,
      cardOpenedAt: loginAccounts.cardOpenedAt,
      cardUntil: loginAccounts.cardUntil,
      cardUses: loginAccounts.cardUses,
    })
    .from(loginAccounts)
    .where(eq(loginAccounts.contractId, contractId));
  return found;
}

/** Opens card access for the gap; its deadline is set at dispatch. */
export async function openCardAccess(tx: Tx, contractId: string, at: Date): Promise<void> {
  await tx
    .update(loginAccounts)
    .set({ cardOpenedAt: at, cardUntil: null, cardUses: 0 })
    .where(eq(loginAccounts.contractId, contractId));
}

/** Sets the deadline of an open card access; closed access stays closed. */
export async function setCardDeadline(tx: Tx, contractId: string, until: Date): Promise<void> {
  await tx
    .update(loginAccounts)
    .set({ cardUntil: until })
    .where(and(eq(loginAccounts.contractId, contractId), isNotNull(loginAccounts.cardOpenedAt)));
}

/**
 * Lets card access run out while the gap goes on: the token is unbound and none will come, so that the password
 * alone must not open the login. A `new` form leads out of it.
 */
export async function endCardAccess(tx: Tx, contractId: string, at: Date): Promise<void> {
  await tx
    .update(loginAccounts)
    .set({ cardUntil: at })
    .where(and(eq(loginAccounts.contractId, contractId), isNotNull(loginAccounts.cardOpenedAt)));
}

/** Opens card access anew for a contract that is in a gap; any other keeps its way to log in. */
export async function reopenCardAccess(tx: Tx, contractId: string, at: Date): Promise<void> {
  await tx
    .update(loginAccounts)
    .set({ cardOpenedAt: at, cardUntil: null, cardUses: 0 })
    .where(and(eq(loginAccounts.contractId, contractId), isNotNull(loginAccounts.cardOpenedAt)));
}

/** Sets every failure counter of a contract back to nought. */
export async function resetFailures(tx: Tx, contractId: string): Promise<void> {
  await tx
    .update(loginAccounts)
    .set({ passwordFails: 0, otpFails: 0, cardFails: 0 })
    .where(eq(loginAccounts.contractId, contractId));
}

/** Ends a contract's live binding for good; undefined if it had none. */
export async function unbind(
  tx: Tx,
  contractId: string,
  { at, reason }: { at: Date; reason: "reissue" | "unenroll" },
) {
  const [ended] = await tx
    .update(bindings)
    .set({ unboundAt: at, unbindReason: reason })
    .where(and(eq(bindings.contractId, contractId), isNull(bindings.unboundAt)))
    .returning({ tokenId: bindings.tokenId });
  return ended;
}
