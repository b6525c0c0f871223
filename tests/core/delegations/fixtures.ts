import { v4 } from "uuid";
import type { Context, StaffActor } from "#core/actor.ts";
import { nameSubstitute } from "#core/delegations/name.ts";
import { readSession } from "#core/staff/session.ts";
import type { World } from "#tests/support/world.ts";

export type Which = { branch?: string; person?: 1 | 2 };

/** What a person calls with after the edge has read their session now: as their row and the delegations have them. */
export async function atDesk(world: World, which: Which = {}): Promise<Context<StaffActor>> {
  const { actor, ...rest } = world.as("approver", which);
  const id = v4();
  await world.sql`
    insert into staff_sessions (id, staff_id, stage, created_at, last_seen_at, confirmed_at)
    values (${id}, ${actor.id}, 'full', ${world.now}, ${world.now}, ${world.now})`;
  const read = await readSession(rest, id);
  if (!read) throw new Error(`${actor.name} has no session`);
  return { ...rest, actor: read };
}

/** What an approver of branch 001 fills in to be away for two days from today. */
export const away = (changes: Record<string, unknown> = {}) => ({
  fromOn: "2026-11-24",
  untilOn: "2026-11-25",
  reason: "夏季休暇",
  ...changes,
});

/** The first approver of 001 names the first of 002, unless told otherwise. */
export async function named(
  world: World,
  {
    from = {},
    to = { branch: "002" },
    ...changes
  }: { from?: Which; to?: Which } & Record<string, unknown> = {},
): Promise<string> {
  const substituteId = world.as("approver", to).actor.id;
  const given = away({ substituteId, ...changes });
  return (await nameSubstitute(world.as("approver", from), given)).delegationId;
}

/** The branches that a person acts for right now. */
export async function branchesOf(world: World, which: Which): Promise<string[]> {
  return (await atDesk(world, which)).actor.standsInFor.map(({ branchCode }) => branchCode);
}
