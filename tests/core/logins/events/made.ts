import type postgres from "postgres";
import { sealLoginEvents } from "#core/logins/seal-events.ts";
import { verifyLoginEvents } from "#core/logins/verify-events.ts";
import type { World } from "#tests/support/world.ts";

/** As many events as asked for, in one commit, each a minute before the next. */
export async function addEvents(sql: postgres.Sql, howMany: number): Promise<void> {
  await sql`
    insert into login_events (contract_id, at, factor, outcome, client_key, address)
      select null, '2026-11-24T00:00:00Z'::timestamptz + n * interval '1 minute', 'otp', 'rejected', 'page',
        '192.0.2.' || n % 250
      from generate_series(1, ${howMany}::int) n`;
}

export function seal(world: World, keys = world.keys): Promise<number> {
  return sealLoginEvents({ db: world.db, keys, now: world.now });
}

export function verify(world: World, keys = world.keys, noted?: string) {
  return verifyLoginEvents({ ...world.as("auditor"), keys }, { noted });
}

/** So many blocks of three events each. */
export async function sealBlocks(world: World, howMany: number): Promise<void> {
  for (let made = 0; made < howMany; made++) {
    await addEvents(world.sql, 3);
    await seal(world);
  }
}
