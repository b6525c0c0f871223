import { writeAudit } from "#db/audit.ts";
import { type Database, type Tx, transact } from "#db/client.ts";
import {
  becomeLookUpSealer,
  digestLookUps,
  findSealEnd,
  findSealedUntil,
  sealAction,
} from "#db/look-up-seals.ts";
import { repeat } from "../repeat.ts";

const rowsInSeal = 10_000;
/** More wait for the next time, so that a stop need not wait for long. */
const sealsAtOnce = 100;

/** Longer than a look takes to be written, and clocks differ: what is older is there for good, or never will be. */
const settledAfterMs = 120_000;

type Given = { db: Database; now: Date };

/**
 * Seals the looks and unmaskings that no seal covers yet: a row of the audit tells their digest, so that its chain and
 * its anchors hold them too. Tells how many rows that took. Of any number of processes one seals at a time.
 */
export async function sealLookUps({ db, now }: Given): Promise<number> {
  for (let seals = 0; seals < sealsAtOnce; seals++) {
    if (!(await transact(db, (tx) => sealStretch(tx, now)))) return seals;
  }
  return sealsAtOnce;
}

async function sealStretch(tx: Tx, now: Date): Promise<boolean> {
  if (!(await becomeLookUpSealer(tx))) return false;
  const from = (await findSealedUntil(tx)) ?? beginning;
  const settled = new Date(now.getTime() - settledAfterMs);
  if (new Date(from) >= settled) return false;
  const until = await findSealEnd(tx, { from, until: settled.toISOString(), atMost: rowsInSeal });
  const [found] = await digestLookUps(tx, [{ from, until }]);
  if (!found || found.rows === 0) return false;
  await writeAudit(tx, [
    {
      at: now,
      actorKind: "system",
      actorId: null,
      actorName: "look-ups",
      action: sealAction,
      subjectKind: "look_ups",
      subjectId: until,
      subjectLabel: until,
      after: { from, until, ...found },
      requestId: "look-ups",
      address: "",
    },
  ]);
  return true;
}

/** Where the first seal begins. */
export const beginning = "1970-01-01T00:00:00.000Z";

/** Seals every ten minutes until told to stop. Any number of processes may. */
export function keepLookUps(db: Database, stop: AbortSignal): Promise<void> {
  return repeat("look-ups", () => sealLookUps({ db, now: new Date() }), 600_000, stop);
}
