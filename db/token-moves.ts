import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { deskFormStates } from "#core/forms/rules.ts";
import { openOrderStates } from "#core/orders/rules.ts";
import type { MoveFacts, TokenState } from "#core/tokens/rules.ts";
import type { Tx } from "./client.ts";
import { contracts } from "./schema/contracts.ts";
import { forms } from "./schema/forms.ts";
import { oneOf } from "./schema/one-of.ts";
import { orders } from "./schema/orders.ts";
import { tokenRequests, tokenRequestTokens } from "./schema/token-requests.ts";
import { bindings, tokens } from "./schema/tokens.ts";
import { type BranchScope, inBranch } from "./scope.ts";
import { filteredTokens, type TokenFilter } from "./tokens.ts";

/** A token with all that decides which moves it may make, and whose it is: registered to it, or on its way there. */
export type MovableToken = MoveFacts & {
  id: string;
  serial: string;
  orderId: string | null;
  contractId: string | null;
  contractorId: string | null;
  branchCode: string | null;
};

/** The tokens that a filter finds, by serial, the first `limit`. */
export async function findFilteredTokens(
  tx: Tx,
  filter: TokenFilter,
  limit: number,
): Promise<MovableToken[]> {
  return movableTokens(tx, filteredTokens(filter)).limit(limit);
}

/** The tokens of a request, by serial. */
export async function findTokensOfRequest(tx: Tx, requestId: string): Promise<MovableToken[]> {
  const asked = tx
    .select({ id: tokenRequestTokens.tokenId })
    .from(tokenRequestTokens)
    .where(eq(tokenRequestTokens.requestId, requestId));
  return movableTokens(tx, inArray(tokens.id, asked));
}

/** One token; of a branch's person it must be registered to a contract of the branch, or on its way there. */
export async function findMovableToken(
  tx: Tx,
  scope: BranchScope,
  id: string,
): Promise<MovableToken | undefined> {
  const [found] = await movableTokens(tx, and(eq(tokens.id, id), inBranch(contracts.branchCode, scope)));
  return found;
}

const theftReported = sql<boolean>`${tokens.stolenAt} is not null or exists (
  select from ${forms} where ${forms.contractId} = ${bindings.contractId}
    and ${forms.reason} = 'stolen' and ${forms.createdAt} >= ${bindings.boundAt})`;

const formUnderWay = sql<boolean>`exists (
  select from ${forms} where ${forms.contractId} = ${bindings.contractId}
    and ${forms.kind} in ('reissue', 'loss_report', 'found_report') and ${oneOf(forms.state, deskFormStates)})`;

const asked = sql<boolean>`exists (
  select from ${tokenRequestTokens} join ${tokenRequests} on ${tokenRequests.id} = ${tokenRequestTokens.requestId}
    where ${tokenRequestTokens.tokenId} = ${tokens.id} and ${tokenRequests.state} = 'proposed')`;

function movableTokens(tx: Tx, where: SQL | undefined) {
  return tx
    .select({
      id: tokens.id,
      serial: tokens.serial,
      state: tokens.state,
      bound: sql<boolean>`${bindings.id} is not null`,
      onOrder: sql<boolean>`${orders.id} is not null`,
      mailReturned: sql<boolean>`coalesce(${orders.state} = 'returned', false)`,
      stolen: theftReported,
      formUnderWay,
      asked,
      orderId: orders.id,
      contractId: contracts.id,
      contractorId: contracts.contractorId,
      branchCode: contracts.branchCode,
    })
    .from(tokens)
    .leftJoin(bindings, and(eq(bindings.tokenId, tokens.id), isNull(bindings.unboundAt)))
    .leftJoin(orders, and(eq(orders.tokenId, tokens.id), inArray(orders.state, openOrderStates)))
    .leftJoin(contracts, eq(contracts.id, sql`coalesce(${bindings.contractId}, ${orders.contractId})`))
    .where(where)
    .orderBy(asc(tokens.serial));
}

/** Moves those tokens on that are still in the state that was read, and tells which. */
export async function moveTokens(
  tx: Tx,
  ids: readonly string[],
  { from, to, stolenAt }: { from: TokenState; to: TokenState; stolenAt?: Date },
): Promise<string[]> {
  const moved = await tx
    .update(tokens)
    .set({ state: to, ...(stolenAt && { stolenAt }) })
    .where(and(inArray(tokens.id, ids), eq(tokens.state, from)))
    .returning({ id: tokens.id });
  return moved.map(({ id }) => id);
}

/**
 * Locks the contracts that tokens are registered to: a form about a token has to wait, or is there to be read.
 */
export async function lockContractsOf(tx: Tx, tokenIds: readonly string[]): Promise<void> {
  await tx
    .select({ id: contracts.id })
    .from(contracts)
    .innerJoin(bindings, and(eq(bindings.contractId, contracts.id), isNull(bindings.unboundAt)))
    .where(inArray(bindings.tokenId, tokenIds))
    .orderBy(asc(contracts.id))
    .for("update", { of: contracts });
}
