import type { SealKeys } from "#core/seal.ts";
import { type Database, type Tx, transact } from "#db/client.ts";
import {
  becomeSealer,
  digestEvents,
  findBlockEnd,
  findLastBlock,
  findSettledId,
  insertBlock,
} from "#db/login-event-blocks.ts";
import { beginning, blockHash, blockMac } from "./event-blocks.ts";

const eventsInBlock = 10_000;
/** More wait for the next time, so that a stop need not wait for long. */
const blocksAtOnce = 100;

type Given = { db: Database; keys: SealKeys; now: Date };

/**
 * Seals the events that no block holds yet, and tells how many blocks that took. Of any number of processes one
 * seals at a time; the others do nothing. Whoever still writes an event is waited for, else left to the next time.
 */
export async function sealLoginEvents({ db, keys, now }: Given): Promise<number> {
  for (let sealed = 0; sealed < blocksAtOnce; sealed++) {
    if (!(await transact(db, (tx) => sealBlock(tx, keys, now)))) return sealed;
  }
  return blocksAtOnce;
}

async function sealBlock(tx: Tx, keys: SealKeys, now: Date): Promise<boolean> {
  if (!(await becomeSealer(tx))) return false;
  const previous = (await findLastBlock(tx)) ?? beginning;
  const settledId = await findSettledId(tx);
  if (settledId === undefined) return false;
  const number = previous.number + 1;
  const firstId = previous.lastId + 1;
  const lastId = await findBlockEnd(tx, { firstId, lastId: settledId, atMost: eventsInBlock });
  if (lastId === null) return false;
  const { events, digest } = await digestEvents(tx, { firstId, lastId });
  const hash = blockHash(previous, { number, digest });
  const block = { number, firstId, lastId, events, hash, keyVersion: keys.newest, sealedAt: now };
  await insertBlock(tx, { ...block, mac: blockMac(keys, block) });
  return true;
}
