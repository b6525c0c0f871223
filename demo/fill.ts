import postgres from "postgres";
import { addDays, japanDay, startOfJapanDay } from "#core/clock.ts";
import { type SealKeys, sealKeysOf } from "#core/seal.ts";
import type { Database } from "#db/client.ts";
import { settings } from "#db/schema/settings.ts";
import { readSettings } from "#db/settings.ts";
import { insertContracts, insertStaff } from "./insert.ts";
import { databaseWithin } from "./one-transaction.ts";
import { savePasswords, settlePasswords } from "./passwords.ts";
import { drawContracts } from "./people/contracts.ts";
import { seededRandom } from "./random.ts";
import { demoSeed } from "./secrets.ts";
import { noteUse } from "./stories/clients.ts";
import { tellStory } from "./story.ts";
import { tokenCount } from "./supply.ts";

/** Another fill at the same time waits for this one, and then finds it done. */
const fillLock = 7_301_956;

/**
 * Fills an empty, migrated database with the demo: 14 months of a small bank's work up to `now`, by rule from
 * one seed. All of it or nothing, in one transaction; where `settings.demo_since` is set it does nothing.
 */
export async function fillDemo(
  databaseUrl: string,
  sealKeys: readonly { version: number; key: Buffer }[],
  now = new Date(),
): Promise<void> {
  const client = postgres(databaseUrl, {
    max: 1,
    onnotice: () => {},
    // As the tables' owner: a story has customers, desks and makers of tokens in it, and no role is all of them.
    connection: { application_name: "token-desk-demo", TimeZone: "UTC" },
  });
  try {
    const [found] = await client`select demo_since from settings`;
    if (found?.demo_since) return;
    const started = performance.now();
    const made = await client.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${fillLock})`;
      const db = databaseWithin(client, tx);
      if ((await readSettings(db)).demoSince) return undefined;
      return fill(db, { now, keys: sealKeysOf(sealKeys) });
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (made) console.log(`Demo data from seed ${demoSeed} in ${seconds} s: ${made}`);
  } finally {
    await client.end();
  }
}

async function fill(db: Database, { now, keys }: { now: Date; keys: SealKeys }): Promise<string> {
  const random = seededRandom(demoSeed);
  const from = fourteenMonthsBefore(japanDay(now));
  const given = { keys, at: startOfJapanDay(addDays(from, -1)) };
  const { staff, bystanders } = await insertStaff(db, given);
  const people = drawContracts(random);
  const settled = settlePasswords(people);
  const contracts = await insertContracts(db, people, given);
  const steps = await tellStory({ db, keys, random, now, staff }, { contracts, bystanders, from });
  await savePasswords(db, await settled);
  await noteUse(db, now);
  await db.update(settings).set({ demoSince: now });
  return `${staff.length + bystanders.length} staff, ${contracts.length} contracts, ${tokenCount} tokens, ${steps} steps of work`;
}

/** The first day of the month, so that every month of the reports but the present one is whole. */
function fourteenMonthsBefore(day: string): string {
  const first = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() - 14);
  return first.toISOString().slice(0, 10);
}
