import { createHash } from "node:crypto";
import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { findFilteredTokens, type MovableToken } from "#db/token-moves.ts";
import type { StaffActor } from "../actor.ts";
import { command, query } from "../command.ts";
import { fail } from "../errors.ts";
import { reasonInput } from "../forms/input.ts";
import { askFor } from "./ask.ts";
import { tokenFilterInput } from "./input.ts";
import { moveAll } from "./move.ts";
import {
  type BulkMove,
  bulkLimit,
  bulkMoves,
  bulkRefusal,
  isAskedMove,
  type MoveRefusal,
  moveRefusals,
} from "./rules.ts";

const shownAtMost = 10;

/** Which tokens, by what they have in common, and the move they are to make. */
const filterInput = { move: z.enum(bulkMoves, "choose"), ...tokenFilterInput };
type Filter = z.output<z.ZodObject<typeof filterInput>>;

type Sorted = { movable: MovableToken[]; refused: Map<MoveRefusal, MovableToken[]>; tooMany: boolean };

/** The tokens that a filter finds: those that may make the move, and the others by what holds them back. */
async function sortOut(tx: Tx, { move, ...filter }: Filter): Promise<Sorted> {
  const found = await findFilteredTokens(tx, filter, bulkLimit + 1);
  const byRefusal = Map.groupBy(found, (token) => bulkRefusal(move, token) ?? "none");
  const refused = moveRefusals.map((refusal) => [refusal, byRefusal.get(refusal) ?? []] as const);
  return {
    movable: byRefusal.get("none") ?? [],
    refused: new Map(refused.filter(([, tokens]) => tokens.length > 0)),
    tooMany: found.length > bulkLimit,
  };
}

/** Tells one list of tokens from another: what is confirmed must be what was shown. */
function fingerprint(move: BulkMove, tokens: readonly MovableToken[]): string {
  const told = [move, ...tokens.map(({ id, state }) => `${id} ${state}`)].join("\n");
  return createHash("sha256").update(told).digest("hex");
}

/** What a move of many would come to: how many may make it, how many not and why, with the first of each. */
export const previewMoves = query({
  permit: "token.move",
  input: z.object(filterInput),
  async run({ db }, filter) {
    const { movable, refused, tooMany } = await sortOut(db, filter);
    const sample = (tokens: readonly MovableToken[]) => tokens.slice(0, shownAtMost);
    return {
      tooMany,
      movable: { count: movable.length, sample: sample(movable) },
      refused: [...refused].map(([why, tokens]) => ({ why, count: tokens.length, sample: sample(tokens) })),
      seen: fingerprint(filter.move, movable),
    };
  },
});

const input = z.object({
  ...filterInput,
  reason: reasonInput,
  stolen: z.boolean().default(false),
  /** The fingerprint of the preview. */
  seen: z.string("required").max(64),
});

/** How many tokens have moved, or the request that another person is to decide. */
export type MovedMany = { count: number; requestId?: string };

/**
 * Makes many tokens move at once, just those that the preview showed, or asks another person where one may not. Fails
 * with `invalid` where none may move or there are more than the limit, with `conflict` where the list has changed.
 */
export const moveMany = command<typeof input, MovedMany, StaffActor>({
  name: "token.move_many",
  permit: "token.move",
  input,
  async run({ tx, actor, now }, { reason, stolen, seen, ...filter }) {
    const { movable, tooMany } = await sortOut(tx, filter);
    if (tooMany) fail("invalid", "tooManyTokens");
    if (fingerprint(filter.move, movable) !== seen) fail("conflict", "tokensListed");
    if (movable.length === 0) fail("invalid", "noTokenMoves");
    const { move } = filter;
    const count = movable.length;
    if (isAskedMove(move)) {
      const { result, change } = await askFor(tx, { move, tokens: movable, reason, by: actor, now });
      return { result: { count, ...result }, change };
    }
    const change = await moveAll(tx, movable, move, { reason, ...(stolen && { stolenAt: now }) });
    return { result: { count }, change };
  },
});
