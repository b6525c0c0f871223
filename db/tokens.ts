import { and, asc, eq, gte, inArray, lt, type SQL } from "drizzle-orm";
import type { TokenSort, TokenState } from "#core/tokens/rules.ts";
import type { Tx } from "./client.ts";
import { countListed } from "./count.ts";
import { tokens } from "./schema/tokens.ts";
import { type Cut, type Sort, type SortColumns, sorted } from "./sort.ts";

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

/** Of tokens in all states only the serial has an index: among them are those long out of use. */
const sortColumns: SortColumns<TokenSort> = {
  expiresOn: [tokens.expiresOn, tokens.serial],
  serial: [tokens.serial],
};

/** The soonest to run out first; of tokens in all states by serial, which alone sorts those. */
export function tokenOrder({ state }: TokenFilter, asked?: Sort<TokenSort>): Sort<TokenSort> {
  if (state) return asked ?? { by: "expiresOn", descending: false };
  return asked?.by === "serial" ? asked : { by: "serial", descending: false };
}

/** Tokens that a filter finds, in `tokenOrder`. */
export async function listTokens(
  tx: Tx,
  { sort, after, offset = 0, limit, ...filter }: TokenFilter & Cut<TokenSort>,
) {
  const { order, follows } = sorted(sortColumns, tokenOrder(filter, sort), after);
  return tx
    .select(shown)
    .from(tokens)
    .where(and(filteredTokens(filter), follows))
    .orderBy(...order)
    .limit(limit)
    .offset(offset);
}

/** How many tokens a filter finds in all. */
export function countFiltered(tx: Tx, filter: TokenFilter) {
  return countListed(tx, tokens, filteredTokens(filter));
}

/** What is printed of each token that a filter finds, in `tokenOrder`, the first `limit`, and how many there are in all. */
export async function listLabels(tx: Tx, filter: TokenFilter, limit: number) {
  const where = filteredTokens(filter);
  const rows = await labels(tx, where)
    .orderBy(...sorted(sortColumns, tokenOrder(filter), undefined).order)
    .limit(limit);
  return { rows, ...(await countListed(tx, tokens, where)) };
}

/** The same of the tokens with these serials, by serial; unknown ones are absent. */
export async function listLabelsOf(tx: Tx, serials: readonly string[]) {
  return labels(tx, inArray(tokens.serial, serials)).orderBy(asc(tokens.serial));
}

function labels(tx: Tx, where: SQL | undefined) {
  return tx.select({ serial: tokens.serial, model: tokens.model }).from(tokens).where(where);
}
