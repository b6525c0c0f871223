import type { ServerResponse } from "node:http";
import type { Context } from "hono";
import type { ClientActor, Context as CoreContext } from "#core/actor.ts";
import type { FoundStatus } from "#core/contracts/status.ts";
import { logError } from "#core/log.ts";
import type { FoundAccount } from "#core/logins/check-otp.ts";
import { type LoginContext, type LoginRandom, systemRandom } from "#core/logins/context.ts";
import type { LoginOutcome } from "#core/logins/rules.ts";
import { type SealKeys, sealKeysOf } from "#core/seal.ts";
import { type Database, type DatabaseRole, database } from "#db/client.ts";
import { env } from "#env.ts";
import { forwardedAddress } from "./address.ts";

/** All that the API is given from outside; asked for at each request, so that a build needs none of it. */
export type ApiDeps = {
  db(role: DatabaseRole): Database;
  keys(): SealKeys;
  now(): Date;
  random: LoginRandom;
  /** The caller's address, for the record. */
  address(c: Context): string;
  report(reference: string, error: unknown): void;
  /** How the process serves: the most requests at once, and whether it is about to stop. */
  serving(): { maxRequests: number; stopping: boolean };
};

/** What the key's check leaves for the handlers, and what they leave for the metrics. */
export type ApiEnv = {
  /** Node's own response, where it serves. */
  Bindings: { outgoing?: ServerResponse } | undefined;
  Variables: {
    actor: ClientActor;
    outcome?: LoginOutcome;
    /** What the body was read as, once it was. */
    body?: Record<string, unknown>;
    /** What was read ahead, null where there is no such contract. */
    account?: FoundAccount;
    status?: FoundStatus;
  };
};

/** The settings' database and keys, the system's clock and chances. */
export function systemDeps(address: ApiDeps["address"]): ApiDeps {
  let keys: SealKeys | undefined;
  return {
    db: database,
    keys: () => {
      keys ??= sealKeysOf(env().SEAL_KEYS);
      return keys;
    },
    now: () => new Date(),
    random: systemRandom,
    address,
    report: logError,
    serving: () => ({ maxRequests: env().API_MAX_REQUESTS, stopping: false }),
  };
}

/** The context of a login check: a login goes on only with the key that began it. */
export function loginContext(deps: ApiDeps, c: Context<ApiEnv>): LoginContext {
  return {
    db: deps.db("login"),
    now: deps.now(),
    keys: deps.keys(),
    random: deps.random,
    clientKey: c.get("actor").id,
    address: forwardedAddress(c) ?? deps.address(c),
  };
}

/** The context of a command or query. */
export function clientContext(
  deps: ApiDeps,
  c: Context<ApiEnv>,
  role: DatabaseRole = "console",
): CoreContext<ClientActor> {
  return {
    actor: c.get("actor"),
    db: deps.db(role),
    now: deps.now(),
    keys: deps.keys(),
    request: { id: deps.random.id(), address: deps.address(c) },
  };
}
