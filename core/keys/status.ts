import type { Tx } from "#db/client.ts";
import {
  countKeptAnswers,
  countSealed,
  findNewestBlockVersion,
  findSealedBy,
  type SealedCount,
  type SealedTable,
  sealedTables,
} from "#db/sealed.ts";
import type { SealKeys } from "../seal.ts";
import { openValue } from "./open.ts";
import type { SealKeyState } from "./rules.ts";

/** What is sealed, by the tables it is in. */
export const sealedKinds: readonly SealedTable[] = sealedTables;

export type KeyUse = {
  version: number;
  state: SealKeyState;
  /** Values sealed with it, by their table. */
  values: ReadonlyMap<SealedTable, number>;
  /** Kept answers to repeatable writes. */
  keptAnswers: number;
  sealedNewestBlock: boolean;
  /** Tables of which the key that is held under this version did not open the value that was tried. */
  shut: readonly SealedTable[];
};

type Given = { db: Tx; keys: SealKeys };

/** Every key that is held or that a value is sealed with, oldest first. Works as the role `rotation`. */
export async function readKeyUses({ db, keys }: Given): Promise<KeyUse[]> {
  const counts = await countSealed(db);
  const kept = new Map((await countKeptAnswers(db)).map(({ version, values }) => [version, values]));
  const blockVersion = await findNewestBlockVersion(db);
  const versions = new Set([...keys.byVersion.keys(), ...counts.map(({ version }) => version)]);
  const uses: KeyUse[] = [];
  for (const version of [...versions].sort((one, other) => one - other)) {
    const own = counts.filter((count) => count.version === version);
    const shut: SealedTable[] = [];
    for (const { table } of keys.byVersion.has(version) ? own : []) {
      const value = await findSealedBy(db, table, version);
      if (value && openValue(keys, value) === undefined) shut.push(table);
    }
    const use = {
      version,
      values: new Map(own.map(({ table, values }) => [table, values])),
      keptAnswers: kept.get(version) ?? 0,
      sealedNewestBlock: version === blockVersion,
      shut,
    };
    uses.push({ ...use, state: stateOf(keys, use) });
  }
  return uses;
}

/** The versions that values are sealed with and that are not held. Works as the role `rotation`. */
export async function findMissingKeys({ db, keys }: Given): Promise<SealedCount[]> {
  const counts = await countSealed(db);
  return counts.filter(({ version }) => !keys.byVersion.has(version));
}

function stateOf(keys: SealKeys, use: Omit<KeyUse, "state">): SealKeyState {
  if (!keys.byVersion.has(use.version)) return "missing";
  if (use.version === keys.newest) return "newest";
  if (use.values.size > 0) return "needed";
  if (use.version > keys.newest) return "waiting";
  return use.keptAnswers > 0 || use.sealedNewestBlock ? "lapsing" : "idle";
}
