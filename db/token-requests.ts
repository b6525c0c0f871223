import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { ProposalState } from "#core/proposals/rules.ts";
import type { AskedMove, TokenRequestSort } from "#core/tokens/rules.ts";
import type { Tx } from "./client.ts";
import { countListed } from "./count.ts";
import { checker, maker } from "./proposals.ts";
import { tokenRequests, tokenRequestTokens } from "./schema/token-requests.ts";
import { bindings, tokens } from "./schema/tokens.ts";
import { type BranchScope, inBranch } from "./scope.ts";
import { type Cut, type Sort, type SortColumns, sorted } from "./sort.ts";

export type TokenRequest = typeof tokenRequests.$inferSelect;

/** Asks for a move of tokens. */
export async function insertTokenRequest(
  tx: Tx,
  request: Omit<typeof tokenRequests.$inferInsert, "tokenCount">,
  tokenIds: readonly string[],
): Promise<TokenRequest> {
  const [inserted] = await tx
    .insert(tokenRequests)
    .values({ ...request, tokenCount: tokenIds.length })
    .returning();
  if (!inserted) throw new Error("insert returned no row");
  await tx
    .insert(tokenRequestTokens)
    .values(tokenIds.map((tokenId) => ({ requestId: inserted.id, tokenId })));
  return inserted;
}

/** Writes a decision if the request still waits as it was read; undefined if somebody was quicker. */
export async function saveTokenRequest(
  tx: Tx,
  read: { id: string; state: ProposalState },
  values: Partial<TokenRequest>,
): Promise<TokenRequest | undefined> {
  const [saved] = await tx
    .update(tokenRequests)
    .set(values)
    .where(and(eq(tokenRequests.id, read.id), eq(tokenRequests.state, read.state)))
    .returning();
  return saved;
}

function namedRequests(tx: Tx) {
  return tx
    .select({
      request: tokenRequests,
      makerName: maker.name,
      checkerName: checker.name,
      /** How many of its tokens had moved on by themselves when it was approved; 0 before. */
      leftOut: sql<number>`case when ${tokenRequests.state} = 'approved' then (select count(*)::int
        from ${tokenRequestTokens} where ${tokenRequestTokens.requestId} = ${tokenRequests.id}
        and ${tokenRequestTokens.movedAt} is null) else 0 end`,
      /** The first of its serials: what people know a request by. */
      serial: sql<string>`(select min(${tokens.serial}) from ${tokens}
        join ${tokenRequestTokens} on ${tokenRequestTokens.tokenId} = ${tokens.id}
        where ${tokenRequestTokens.requestId} = ${tokenRequests.id})`,
    })
    .from(tokenRequests)
    .innerJoin(maker, eq(maker.id, tokenRequests.makerId))
    .leftJoin(checker, eq(checker.id, tokenRequests.checkerId));
}

export type NamedTokenRequest = TokenRequest & {
  makerName: string;
  checkerName: string | null;
  leftOut: number;
  serial: string;
};

const flat = ({
  request,
  ...names
}: Awaited<ReturnType<typeof namedRequests>>[number]): NamedTokenRequest => ({
  ...request,
  ...names,
});

export async function findTokenRequest(
  tx: Tx,
  scope: BranchScope,
  id: string,
): Promise<NamedTokenRequest | undefined> {
  const [found] = await namedRequests(tx).where(
    and(eq(tokenRequests.id, id), inBranch(tokenRequests.branchCode, scope)),
  );
  return found && flat(found);
}

export type TokenRequestFilter = { states: readonly ProposalState[]; move?: AskedMove | undefined };

function filteredRequests(scope: BranchScope, { states, move }: TokenRequestFilter) {
  return and(
    inArray(tokenRequests.state, states),
    move && eq(tokenRequests.move, move),
    inBranch(tokenRequests.branchCode, scope),
  );
}

const sortColumns: SortColumns<TokenRequestSort> = {
  proposedAt: [tokenRequests.proposedAt, tokenRequests.id],
};
const newestFirst: Sort<TokenRequestSort> = { by: "proposedAt", descending: true };

/** Requests in some states, the newest first unless sorted otherwise. */
export async function listTokenRequests(
  tx: Tx,
  scope: BranchScope,
  { sort = newestFirst, offset = 0, limit, ...filter }: TokenRequestFilter & Cut<TokenRequestSort>,
) {
  const rows = await namedRequests(tx)
    .where(filteredRequests(scope, filter))
    .orderBy(...sorted(sortColumns, sort).order)
    .limit(limit)
    .offset(offset);
  return rows.map(flat);
}

/** How many requests such a list has in all. */
export function countTokenRequests(tx: Tx, scope: BranchScope, filter: TokenRequestFilter) {
  return countListed(tx, tokenRequests, filteredRequests(scope, filter));
}

/** Every request that was ever made for a token, the newest first. */
export async function listRequestsOfToken(tx: Tx, tokenId: string): Promise<NamedTokenRequest[]> {
  const own = tx
    .select({ id: tokenRequestTokens.requestId })
    .from(tokenRequestTokens)
    .where(eq(tokenRequestTokens.tokenId, tokenId));
  const rows = await namedRequests(tx)
    .where(inArray(tokenRequests.id, own))
    .orderBy(desc(tokenRequests.proposedAt), desc(tokenRequests.id));
  return rows.map(flat);
}

/** The requests that wait about the token that is registered to a contract. */
export async function listWaitingRequests(tx: Tx, contractId: string): Promise<NamedTokenRequest[]> {
  const own = tx
    .select({ id: tokenRequestTokens.requestId })
    .from(tokenRequestTokens)
    .innerJoin(bindings, eq(bindings.tokenId, tokenRequestTokens.tokenId))
    .where(and(eq(bindings.contractId, contractId), isNull(bindings.unboundAt)));
  const rows = await namedRequests(tx)
    .where(and(inArray(tokenRequests.id, own), eq(tokenRequests.state, "proposed")))
    .orderBy(desc(tokenRequests.proposedAt));
  return rows.map(flat);
}

/** The tokens of a request as its page shows them, one page of them. */
export async function listTokensOfRequest(
  tx: Tx,
  requestId: string,
  { offset, limit }: { offset: number; limit: number },
) {
  return tx
    .select({
      id: tokens.id,
      serial: tokens.serial,
      state: tokens.state,
      model: tokens.model,
      expiresOn: tokens.expiresOn,
      movedAt: tokenRequestTokens.movedAt,
    })
    .from(tokenRequestTokens)
    .innerJoin(tokens, eq(tokens.id, tokenRequestTokens.tokenId))
    .where(eq(tokenRequestTokens.requestId, requestId))
    .orderBy(tokens.serial)
    .limit(limit)
    .offset(offset);
}
