import type { Tx } from "#db/client.ts";
import type { BranchScope } from "#db/scope.ts";
import { findMovableToken, type MovableToken, moveTokens } from "#db/token-moves.ts";
import type { Change, Changes } from "../command.ts";
import { fail } from "../errors.ts";
import { follow } from "../transitions.ts";
import { moveRefusal, type TokenMove, tokenTransitions } from "./rules.ts";

/** A token that may make a move now. Fails with `not_found`, or with `conflict` and why it may not. */
export async function tokenFor(
  move: TokenMove,
  { tx, scope }: { tx: Tx; scope: BranchScope },
  tokenId: string,
): Promise<MovableToken> {
  const token = (await findMovableToken(tx, scope, tokenId)) ?? fail("not_found", "token");
  const refusal = moveRefusal(move, token);
  if (refusal) fail("conflict", refusal === "state" ? "token" : `tokenMove.${refusal}`);
  return token;
}

/** How a move is made: why, and whether the token was stolen. */
export type MoveReason = { reason: string; stolenAt?: Date };

/**
 * Moves tokens on, each from the state that was read, all of them or none, and tells the audit of each. Fails with
 * `conflict` where one has moved on meanwhile.
 */
export async function moveAll(
  tx: Tx,
  tokens: readonly MovableToken[],
  move: TokenMove,
  { reason, stolenAt }: MoveReason,
): Promise<Changes> {
  const changes: Change[] = [];
  for (const [from, ofState] of Map.groupBy(tokens, (token) => token.state)) {
    const to = follow(tokenTransitions, from, move) ?? fail("conflict", "token");
    const ids = ofState.map(({ id }) => id);
    const moved = await moveTokens(tx, ids, { from, to, ...(stolenAt && { stolenAt }) });
    if (moved.length < ids.length) fail("conflict", "token");
    changes.push(
      ...ofState.map((token) =>
        tokenChange(token, {
          before: { state: from },
          after: { state: to, ...(stolenAt && { stolen: true }) },
          reason,
        }),
      ),
    );
  }
  const [first, ...others] = changes;
  return first ? [first, ...others] : fail("conflict", "token");
}

/** What happened to a token, for the audit. */
export function tokenChange(
  { id, serial, contractId, branchCode }: MovableToken,
  change: Pick<Change, "before" | "after" | "reason">,
): Change {
  return { subject: { kind: "token", id, label: serial }, contractId, branchCode, ...change };
}
