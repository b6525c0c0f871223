import { setTimeout as sleep } from "node:timers/promises";
import { writeAudit } from "#db/audit.ts";
import type { Tx } from "#db/client.ts";
import {
  countSealed,
  listSealedBefore,
  replaceSealed,
  type SealedTable,
  type SealedValue,
  sealedTables,
} from "#db/sealed.ts";
import type { Context, SystemActor } from "../actor.ts";
import { seal } from "../seal.ts";
import { openValue } from "./open.ts";

/** Values sealed anew so far, of as many as there were when it began. */
export type RotationProgress = { done: number; due: number };

/** How a rotation ended. What is `shut` is not opened by the keys held here, and stays as it was. */
export type Rotation = RotationProgress & {
  finished: boolean;
  shut: readonly { table: SealedTable; owner: string }[];
};

type Hooks = { stop: AbortSignal; onProgress(progress: RotationProgress): void };

const pauseMs = 200;

/**
 * Seals with the newest key what an older one sealed, a batch a commit, until nothing is left or it is told to
 * stop. What is done stays done, and the next one goes on from there. Any number may work at once, beside any
 * login check. Works as the role `rotation`.
 */
export async function rotateKeys(
  context: Context<SystemActor>,
  { stop, onProgress }: Hooks,
): Promise<Rotation> {
  const { db, keys } = context;
  const due = await beginRotation(context);
  const shut = new Map<string, { table: SealedTable; owner: string }>();
  let done = 0;
  for (let again = true; again && !stop.aborted; ) {
    again = false;
    for (const table of sealedTables) {
      for await (const batch of oldValues(db, table, keys.newest)) {
        const opened = batch.flatMap((value) => {
          const secret = openValue(keys, value);
          if (secret === undefined) shut.set(`${table} ${value.owner}`, { table, owner: value.owner });
          return secret ? [{ value, sealed: seal(keys, value.owner, secret).sealed }] : [];
        });
        const replaced = await replaceSealed(db, table, { values: opened, version: keys.newest });
        done += replaced;
        onProgress({ done, due });
        if (stop.aborted) return { done, due, finished: false, shut: [...shut.values()] };
        // Somebody held or changed the others: they are looked at again once the rest is done.
        again ||= replaced < opened.length;
      }
    }
    if (again) await sleep(pauseMs);
  }
  return { done, due, finished: !stop.aborted, shut: [...shut.values()] };
}

/** Who lets the keys rotate is on record before the first value is sealed anew. */
async function beginRotation({ db, keys, actor, now, request }: Context<SystemActor>): Promise<number> {
  const counts = await countSealed(db);
  const old = counts.filter(({ version }) => version < keys.newest);
  const due = old.reduce((sum, { values }) => sum + values, 0);
  const row = {
    at: now,
    actorKind: actor.kind,
    actorName: actor.name,
    action: "key.rotate",
    subjectKind: "key",
    subjectId: String(keys.newest),
    subjectLabel: String(keys.newest),
    after: { sealedValues: due },
    requestId: request.id,
    address: request.address,
  };
  await writeAudit(db, [row]);
  return due;
}

async function* oldValues(tx: Tx, table: SealedTable, below: number): AsyncGenerator<SealedValue[]> {
  for (let after: SealedValue["key"] | undefined; ; ) {
    const values = await listSealedBefore(tx, table, { below, after });
    if (values.length === 0) return;
    yield values;
    after = values.at(-1)?.key;
  }
}
