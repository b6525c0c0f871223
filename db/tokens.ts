import { and, asc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { type TokenSort, type TokenState, tokenSortsOf, tokenStates } from "#core/tokens/rules.ts";
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

/**
 * As the indexes of each state have it, and as that of all serials has not: PostgreSQL would look there for the first of a
 * state, and read all that were delivered before them.
 */
const serialOrder = sql`${tokens.serial} collate "C"`;

/** Each has its indexes: see `tokenSortsOf`. */
const sortColumns: SortColumns<TokenSort> = {
  expiresOn: [tokens.expiresOn, serialOrder],
  serial: [serialOrder],
};

/** The way that tokens narrowed so are sorted: as asked, where they may be, else the usual one. */
export function tokenOrder(filter: TokenFilter, asked?: Sort<TokenSort>): Sort<TokenSort> {
  const sorts = tokenSortsOf(filter);
  return asked && sorts.includes(asked.by) ? asked : { by: sorts[0], descending: false };
}

/** Tokens that a filter finds, in `tokenOrder`: those of each state by its index, and of all these the first. */
export async function listTokens(
  tx: Tx,
  { sort, after, offset = 0, limit, state, ...narrowed }: TokenFilter & Cut<TokenSort>,
) {
  const { order, follows } = sorted(sortColumns, tokenOrder({ state, ...narrowed }, sort), after);
  const ofState = (one: TokenState) =>
    tx
      .select(shown)
      .from(tokens)
      .where(and(filteredTokens({ state: one, ...narrowed }), follows))
      .orderBy(...order);
  if (state) return ofState(state).limit(limit).offset(offset);
  const first = (one: TokenState) => ofState(one).limit(offset + limit);
  const [one, another, ...others] = tokenStates;
  // Called as the table is, so that the same order holds of them all.
  const found = unionAll(first(one), first(another), ...others.map(first)).as("tokens");
  return tx
    .select(shown)
    .from(found)
    .orderBy(...order)
    .limit(limit)
    .offset(offset);
}

/** How many tokens a filter finds in all. */
export function countFiltered(tx: Tx, filter: TokenFilter) {
  // Named one by one, the states lead into their indexes.
  return countListed(
    tx,
    tokens,
    and(filteredTokens(filter), filter.state ? undefined : inArray(tokens.state, tokenStates)),
  );
}

/** What is printed of each token that a filter finds, in `tokenOrder`, the first `limit`, and how many there are in all. */
export async function listLabels(tx: Tx, filter: TokenFilter, limit: number) {
  const rows = await listTokens(tx, { ...filter, limit });
  return { rows: rows.map(({ serial, model }) => ({ serial, model })), ...(await countFiltered(tx, filter)) };
}

/** The same of the tokens with these serials, by serial; unknown ones are absent. */
export async function listLabelsOf(tx: Tx, serials: readonly string[]) {
  return tx
    .select({ serial: tokens.serial, model: tokens.model })
    .from(tokens)
    .where(inArray(tokens.serial, serials))
    .orderBy(asc(tokens.serial));
}
