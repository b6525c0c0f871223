import { and, eq } from "drizzle-orm";
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
