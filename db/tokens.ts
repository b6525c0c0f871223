import { and, asc, count, eq } from "drizzle-orm";
import type { TokenState } from "#core/tokens/rules.ts";
import type { Tx } from "./client.ts";
import { tokens } from "./schema/tokens.ts";

/** A token without its seed: all that anybody but the login check needs. */
const shown = {
  id: tokens.id,
  serial: tokens.serial,
  kind: tokens.kind,
  digits: tokens.digits,
  state: tokens.state,
  manufacturer: tokens.manufacturer,
  model: tokens.model,
  expiresOn: tokens.expiresOn,
};

export async function findTokenBySerial(tx: Tx, serial: string) {
  const [found] = await tx.select(shown).from(tokens).where(eq(tokens.serial, serial));
  return found;
}

export async function findToken(tx: Tx, id: string) {
  const [found] = await tx.select(shown).from(tokens).where(eq(tokens.id, id));
  return found;
}

/** Moves a token on, if it is still in the state that was read; undefined otherwise. */
export async function moveToken(tx: Tx, id: string, { from, to }: { from: TokenState; to: TokenState }) {
  const [moved] = await tx
    .update(tokens)
    .set({ state: to })
    .where(and(eq(tokens.id, id), eq(tokens.state, from)))
    .returning(shown);
  return moved;
}

/** A list of tokens, the soonest to run out first, one page of it and how many in all. */
export async function listTokens(
  tx: Tx,
  { state, offset, limit }: { state?: TokenState; offset: number; limit: number },
) {
  const where = state ? eq(tokens.state, state) : undefined;
  const rows = await tx
    .select(shown)
    .from(tokens)
    .where(where)
    .orderBy(asc(tokens.expiresOn), asc(tokens.serial))
    .limit(limit)
    .offset(offset);
  const [counted] = await tx.select({ total: count() }).from(tokens).where(where);
  return { rows, total: counted?.total ?? 0 };
}

/** How many tokens there are in each state. */
export async function countTokens(tx: Tx) {
  return tx.select({ state: tokens.state, count: count() }).from(tokens).groupBy(tokens.state);
}
