import { timingSafeEqual } from "node:crypto";
import type { FileRow, ReadToken } from "#core/token-files/read.ts";
import type { ImportRow, StockedToken } from "#db/token-import-rows.ts";
import { type SealKeys, unseal } from "../seal.ts";

type Comparable = Pick<ReadToken, "kind" | "algorithm" | "digits" | "stepSeconds" | "seed">;

/** What stands against a token that the stock has already: the key of a message, or null where it is the same. */
export function differenceTo(stocked: StockedToken, token: Comparable, keys: SealKeys): string | null {
  const seed = openSeed(stocked, keys);
  if (seed.length !== token.seed.length || !timingSafeEqual(seed, token.seed)) return "tokenImport.otherSeed";
  const same = (["kind", "algorithm", "digits", "stepSeconds"] as const).every(
    (value) => stocked[value] === token[value],
  );
  return same ? null : "tokenImport.otherValues";
}

type SealedSeed = Pick<StockedToken, "serial" | "seedSealed" | "seedKeyVersion">;

export function openSeed({ serial, seedSealed, seedKeyVersion }: SealedSeed, keys: SealKeys): Buffer {
  return unseal(keys, serial, { sealed: seedSealed, keyVersion: seedKeyVersion });
}

/** What becomes of a row that was read, given the token of its serial in the stock; undefined where it is new. */
export function fateOf(
  read: FileRow,
  stocked: StockedToken | undefined,
  keys: SealKeys,
): ImportRow | undefined {
  const { row, serial } = read;
  if ("problem" in read) {
    const { code, values } = read.problem;
    return { row, serial, fate: "problem", problem: code, problemValues: values ?? null };
  }
  if (!stocked) return undefined;
  const problem = differenceTo(stocked, read.token, keys);
  return { row, serial, fate: problem ? "problem" : "known", problem, problemValues: null };
}
