import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { v4 } from "uuid";
import { sealKeysOf } from "#core/seal.ts";
import { type Database, database } from "#db/client.ts";
import { env } from "#env.ts";

/** What every context is made from: the pool, the time, the keys, and where the request came from. */
export const requestContext = cache(async () => ({
  db: database(),
  now: new Date(),
  keys: sealKeysOf(env().SEAL_KEYS),
  request: {
    id: v4(),
    address: (await headers()).get("x-client-address") ?? "unknown",
    userAgent: ((await headers()).get("user-agent") ?? "").slice(0, 300),
  },
}));

/** The same context for who signs in, or changes what they sign in by: only there are passwords and secrets to be read. */
export function forSignIn<C extends { db: Database }>(context: C): C {
  return { ...context, db: database("sign_in") };
}

/** The same context for a look at a token's codes: only there are seeds to be read. */
export function forCounter<C extends { db: Database }>(context: C): C {
  return { ...context, db: database("counter") };
}

/** The same context for a look at what each key sealed: the database lets it read that, and little else. */
export function forRotation<C extends { db: Database }>(context: C): C {
  return { ...context, db: database("rotation") };
}

/** The same context for a report: the database lets it read what its sums need, and write nothing. */
export function forReport<C extends { db: Database }>(context: C): C {
  return { ...context, db: database("report") };
}
