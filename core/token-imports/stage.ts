import { v7 } from "uuid";
import type { ReadToken } from "#core/token-files/read.ts";
import type { StagedToken } from "#db/token-import-rows.ts";
import type { OpenedImport } from "#db/token-imports.ts";
import { type SealKeys, seal } from "../seal.ts";

/** A token as the stock is to have it: its seed sealed, and what the file does not say of it as it was said with it. */
export function stage(
  { row, token }: { row: number; token: ReadToken },
  taken: OpenedImport,
  keys: SealKeys,
): StagedToken {
  const { sealed, keyVersion } = seal(keys, token.serial, token.seed);
  return {
    row,
    tokenId: v7(),
    serial: token.serial,
    kind: token.kind,
    algorithm: token.algorithm,
    digits: token.digits,
    stepSeconds: token.stepSeconds,
    seedSealed: sealed,
    seedKeyVersion: keyVersion,
    lastStep: (token.counter ?? 0) - 1,
    driftSteps: token.driftSteps,
    manufacturer: token.manufacturer ?? taken.manufacturer,
    model: token.model ?? taken.model,
    expiresOn: token.expiresOn ?? taken.expiresOn,
  };
}
