import { and, asc, count, eq, gte, inArray, lt, type SQL } from "drizzle-orm";
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

/** What its codes are computed from, with the sealed seed: for those who lock its row to look at a code. */
export const codeParts = {
  kind: tokens.kind,
  algorithm: tokens.algorithm,
  digits: tokens.digits,
  stepSeconds: tokens.stepSeconds,
  lastStep: tokens.lastStep,
  driftSteps: tokens.driftSteps,
  seed: { sealed: tokens.seedSealed, keyVersion: tokens.seedKeyVersion },
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

/** Tokens by what they have in common; what is left out does not narrow. */
export type TokenFilter = {
  state?: TokenState | undefined;
  model?: string | undefined;
  batch?: string | undefined;
  /** The days on which batteries end: the first of them, and the first that is none of them. */
  expiresFrom?: string | undefined;
  expiresBefore?: string | undefined;
};

export function filteredTokens({ state, model, batch, expiresFrom, expiresBefore }: TokenFilter) {
  return and(
    state ? eq(tokens.state, state) : undefined,
    model ? eq(tokens.model, model) : undefined,
    batch ? eq(tokens.batch, batch) : undefined,
    expiresFrom ? gte(tokens.expiresOn, expiresFrom) : undefined,
    expiresBefore ? lt(tokens.expiresOn, expiresBefore) : undefined,
  );
}

/** A list of tokens, the soonest to run out first, one page of it and how many in all. */
export async function listTokens(
  tx: Tx,
  { offset, limit, ...filter }: TokenFilter & { offset: number; limit: number },
) {
  const where = filteredTokens(filter);
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

/** What is printed of each token that a filter finds, by serial, the first `limit`, and how many there are in all. */
export async function listLabels(tx: Tx, filter: TokenFilter, limit: number) {
  const where = filteredTokens(filter);
  const rows = await labels(tx, where).limit(limit);
  const [counted] = await tx.select({ total: count() }).from(tokens).where(where);
  return { rows, total: counted?.total ?? 0 };
}

/** The same of the tokens with these serials; unknown ones are absent. */
export async function listLabelsOf(tx: Tx, serials: readonly string[]) {
  return labels(tx, inArray(tokens.serial, serials));
}

function labels(tx: Tx, where: SQL | undefined) {
  return tx
    .select({ serial: tokens.serial, model: tokens.model })
    .from(tokens)
    .where(where)
    .orderBy(asc(tokens.serial));
}
