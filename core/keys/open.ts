import type { SealedValue } from "#db/sealed.ts";
import { Failure } from "../errors.ts";
import { type SealKeys, unseal } from "../seal.ts";

/** What a value seals; undefined where its key is not held, is another, or never sealed it for this owner. */
export function openValue(keys: SealKeys, value: SealedValue): Buffer | undefined {
  try {
    return unseal(keys, value.owner, value);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
