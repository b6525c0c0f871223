import { beforeAll } from "vitest";
import { systemRandom } from "#core/logins/context.ts";
import type { RegistrationContext } from "#core/logins/register.ts";
import { sealKeysOf } from "#core/seal.ts";
import { connect } from "#db/client.ts";
import { fillDemo } from "#demo/fill.ts";
import { readWalk, type Walk } from "#demo/walk.ts";
import { type TestDatabase, withDatabase } from "#tests/support/database.ts";

export const sealKeys = [{ version: 3, key: Buffer.alloc(32, 0x5e) }];
export const keys = sealKeysOf(sealKeys);

/** A database filled with the demo up to now, once for the test file. */
export function withDemo(): TestDatabase {
  const desk = withDatabase();
  beforeAll(() => fillDemo(desk.url, sealKeys), 180_000);
  return desk;
}

/** What `npm run demo` would tell now. */
export async function walkOf(desk: TestDatabase): Promise<Walk> {
  const { db, close } = connect(desk.url, { max: 1 });
  try {
    return await readWalk(db, { keys, url: "http://localhost:3000", databaseUrl: desk.url });
  } finally {
    await close();
  }
}

/** The door of the customer pages, at this moment. */
export function customer({ login: db, db: desk }: TestDatabase): RegistrationContext {
  const address = "192.0.2.99";
  return { db, desk, now: new Date(), keys, random: systemRandom, clientKey: "tests", address };
}
