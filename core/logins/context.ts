import { randomInt, randomUUID } from "node:crypto";
import type { SealKeys } from "#core/seal.ts";
import type { Database } from "#db/client.ts";

/** Where a login takes its chances from; fixed in tests. */
export type LoginRandom = {
  /** A whole number from 0 up to, not including, `limit`, each as likely. */
  below(limit: number): number;
  /** An id that nobody can guess: UUIDv4. */
  id(): string;
};

export const systemRandom: LoginRandom = { below: (limit) => randomInt(limit), id: () => randomUUID() };

/** What the login check is given from outside. It has no session: the short way to the database. */
export type LoginContext = {
  db: Database;
  now: Date;
  keys: SealKeys;
  random: LoginRandom;
  /** Who asks: an API client's id, or the customer pages. A login goes on only where it began. */
  clientKey: string;
  address: string;
};
