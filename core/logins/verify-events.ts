import { z } from "zod";
import type { SealKeys } from "#core/seal.ts";
import {
  countEventsAfter,
  findFirstEventId,
  type LoginEventBlock,
  recountBlocks,
} from "#db/login-event-blocks.ts";
import { query } from "../command.ts";
import { beginning, blockHash, blockMac } from "./event-blocks.ts";

/**
 * What is wrong with a block. `gap`: it is missing, or does not begin where the one before ends. `altered`: one of
 * its events was changed, removed, slipped in or given another's id. `forged`: our key never sealed it.
 * `unproven`: all is in order, but the key that sealed the newest block is not held here. `cut`: a block that was
 * noted down (by a person or an anchor) is no more, though what is there is in order: the end was cut off, or all was
 * sealed anew.
 */
export type BlockFault = { number: number; why: "gap" | "altered" | "forged" | "unproven" | "cut" };

type Recounted = LoginEventBlock & { digest: string | null };

/** So many that a statement ends in a second or two, however full the blocks. */
const blocksAtOnce = 25;

/**
 * Recounts the sealed blocks up to the first that is wrong. `blocks` and `events` were found right, up to `newest`;
 * `waiting` are the events that no block holds yet. `noted`: the hash of a block as an earlier look told it;
 * `anchors`: blocks as they were noted outside the database.
 */
export const verifyLoginEvents = query({
  permit: "audit.read",
  input: z.object({
    noted: z.string().max(100).optional(),
    anchors: z.array(z.object({ number: z.number(), hash: z.string() })).default([]),
  }),
  async run({ db, keys }, { noted, anchors }) {
    const anchored = Map.groupBy(anchors, ({ number }) => number);
    let newest: Recounted | undefined;
    let events = 0;
    let missed = noted !== undefined;
    const told = async (fault: BlockFault | null) => ({
      blocks: newest?.number ?? 0,
      events,
      newest,
      fault,
      waiting: await countEventsAfter(db, (newest ?? beginning).lastId),
    });
    // The blocks reach from the first id on, and ids are given from 1: a lower one lies in no block.
    if ((await findFirstEventId(db)) < 1) return told({ number: 1, why: "altered" });
    for (;;) {
      const found = await recountBlocks(db, { after: newest?.number ?? 0, limit: blocksAtOnce });
      for (const block of found) {
        const fault = faultOf(keys, newest ?? beginning, block);
        if (fault) return told(fault);
        if (anchored.get(block.number)?.some(({ hash }) => hash !== block.hash)) {
          return told({ number: block.number, why: "cut" });
        }
        newest = block;
        events += block.events;
        if (block.hash === noted) missed = false;
      }
      if (found.length < blocksAtOnce) break;
    }
    if (newest && !keys.byVersion.has(newest.keyVersion)) {
      return told({ number: newest.number, why: "unproven" });
    }
    missed ||= anchors.some(({ number }) => number > (newest?.number ?? 0));
    return told(missed ? { number: (newest?.number ?? 0) + 1, why: "cut" } : null);
  },
});

function faultOf(
  keys: SealKeys,
  previous: { number: number; lastId: number; hash: string },
  block: Recounted,
): BlockFault | null {
  const number = previous.number + 1;
  if (block.number !== number || block.firstId !== previous.lastId + 1) return { number, why: "gap" };
  if (block.hash !== blockHash(previous, block)) return { number, why: "altered" };
  // A key may be gone after a rotation; then the next block's MAC stands for this one, whose hash it covers.
  if (keys.byVersion.has(block.keyVersion) && block.mac !== blockMac(keys, block)) {
    return { number, why: "forged" };
  }
  return null;
}
