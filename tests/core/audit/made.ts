import { z } from "zod";
import type { SystemActor } from "#core/actor.ts";
import { type Change, type Changes, command } from "#core/command.ts";
import type { Database } from "#db/client.ts";
import type { World } from "#tests/support/world.ts";

/** The change of a command that does nothing, as its number `nth` tells it. */
export const madeChange = (nth: number, more: Partial<Change> = {}): Change => ({
  subject: { kind: "token", id: String(nth), label: `MADE-${nth}` },
  before: { state: "in_stock" },
  after: { state: "disposed", nth },
  reason: "理由",
  ...more,
});

/** Does nothing, and says so in the audit. */
export function doNothing(world: World, changes: Changes, db: Database = world.db): Promise<void> {
  const made = command({
    name: "test.made",
    permit: "job.work",
    input: z.object({}),
    run: async () => ({ result: undefined, change: changes }),
  });
  const actor: SystemActor = { kind: "system", id: null, name: "maker" };
  return made({ actor, db, now: world.now, keys: world.keys, request: { id: "r", address: "a" } }, {});
}

/** So many rows, each by a command of its own. */
export async function addRows(world: World, count: number): Promise<void> {
  for (let nth = 1; nth <= count; nth++) await doNothing(world, [madeChange(nth)]);
}
