import type { Database } from "#db/client.ts";
import type { StaffActor } from "../actor.ts";
import type { SealKeys } from "../seal.ts";

/** Where somebody comes from who is not, or not wholly, signed in yet. */
export type SignInContext = {
  db: Database;
  now: Date;
  keys: SealKeys;
  request: { id: string; address: string; userAgent?: string };
};

/** Somebody signed in, with the name they sign in by. */
export type Account = StaffActor & { username: string };
