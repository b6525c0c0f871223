import { type Ask, askCells } from "#db/login-checks.ts";
import type { LoginAccount } from "#db/logins.ts";
import { drawPair, neighbour } from "./card.ts";
import type { LoginContext } from "./context.ts";
import { type CellNames, cellNames } from "./rules.ts";

/** The two cells a contract is asked now: the pair under way, which a reload does not change, or a new one. */
export async function cellsAsked(
  { db, now, random }: LoginContext,
  { contractId, challenge }: Pick<LoginAccount, "contractId" | "challenge">,
): Promise<CellNames> {
  return cellNames(challenge ?? (await askCells(db, contractId, { ask: drawn(random), now })));
}

/** A fresh pair, and the one to ask instead where it has just been answered. */
export function drawn(random: LoginContext["random"]): Ask {
  const pair = drawPair(random);
  return { pair, instead: neighbour(pair) };
}
