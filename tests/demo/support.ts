import { beforeAll } from "vitest";
import { type LoginContext, systemRandom } from "#core/logins/context.ts";
import { sealKeysOf } from "#core/seal.ts";
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
export function walkOf(desk: TestDatabase): Promise<Walk> {
  return readWalk(desk.db, { keys, url: "http://localhost:3000", databaseUrl: desk.url });
}

/** The door of the customer pages, at this moment. */
export function customer(desk: TestDatabase): LoginContext {
  const address = "192.0.2.99";
  return { db: desk.db, now: new Date(), keys, random: systemRandom, clientKey: "tests", address };
}
