import type { FileRow, ReadToken } from "#core/token-files/read.ts";
import { runsOf } from "#db/runs.ts";

/** What one token of a delivery has in common with the next: nearly always all of it. */
const traits = [
  "kind",
  "algorithm",
  "digits",
  "stepSeconds",
  "counter",
  "driftSteps",
  "manufacturer",
  "model",
  "expiresOn",
] as const satisfies (keyof ReadToken)[];

/**
 * Rows on their way between threads. What tokens have in common goes there once, their serials and seeds in one piece
 * each: an object for every row would take longer to be copied than the row to be read.
 */
export type PackedRows = {
  problems: FileRow[];
  rows: number[];
  serials: string[];
  seeds: Uint8Array<ArrayBuffer>;
  seedBytes: number[];
  alike: Pick<ReadToken, (typeof traits)[number]>[];
  /** Of each token, which of those it is like, from 1. */
  places: number[];
};

export function packRows(given: readonly FileRow[]): PackedRows {
  const read = given.filter((row) => "token" in row);
  const tokens = read.map(({ token }) => token);
  const { alike, places } = runsOf(tokens, traits);
  return {
    problems: given.filter((row) => "problem" in row),
    rows: read.map(({ row }) => row),
    serials: tokens.map(({ serial }) => serial),
    // A copy of its own, to be given away: small buffers share their memory.
    seeds: Uint8Array.from(Buffer.concat(tokens.map(({ seed }) => seed))),
    seedBytes: tokens.map(({ seed }) => seed.length),
    alike: alike.map(({ serial: _, seed: __, ...common }) => common),
    places,
  };
}

/** The same rows again, those that are no token first. */
export function unpackRows(packed: PackedRows): FileRow[] {
  const seeds = Buffer.from(packed.seeds.buffer);
  let at = 0;
  const tokens = packed.serials.flatMap((serial, nth): FileRow | [] => {
    const [row, common] = [packed.rows[nth], packed.alike[(packed.places[nth] ?? 0) - 1]];
    const from = at;
    at += packed.seedBytes[nth] ?? 0;
    return row === undefined || !common
      ? []
      : { row, serial, token: { ...common, serial, seed: seeds.subarray(from, at) } };
  });
  return [...packed.problems, ...tokens];
}
