import type { Context, MiddlewareHandler } from "hono";
import { authenticateClient } from "#core/clients/authenticate.ts";
import { Throttled } from "#core/errors.ts";
import { type ClientPermission, permits } from "#core/permissions.ts";
import type { Database } from "#db/client.ts";
import type { ApiDeps, ApiEnv } from "./deps.ts";
import { setHeaders } from "./headers.ts";
import { Problem } from "./problem.ts";

/** Reads what a request is about while its key is looked up; it comes to nothing where the key does. */
export type ReadAhead = (c: Context<ApiEnv>, asked: { db: Database; now: Date }) => Promise<void>;

/**
 * Lets a request through whose key is known, not revoked, has the permission (RFC 6750) and calls left in its
 * minute. Every answer to a client with a limit tells where it stands (draft-ietf-httpapi-ratelimit-headers-06).
 */
export function requireKey(
  deps: ApiDeps,
  permission: ClientPermission,
  readAhead?: ReadAhead,
): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const key = /^Bearer ([\x21-\x7e]{16,200})$/i.exec(c.req.header("authorization") ?? "")?.[1];
    const db = deps.db("login");
    const asked = key && ([authenticateClient(db, key), readAhead?.(c, { db, now: deps.now() })] as const);
    const [admission] = asked ? await Promise.all(asked) : [];
    if (!admission) {
      throw new Problem({
        status: 401,
        code: "key",
        title: "Send a valid key as Authorization: Bearer",
        headers: { "www-authenticate": 'Bearer realm="token-desk"' },
      });
    }
    const { actor, rate } = admission;
    if (rate) {
      setHeaders(c, {
        "ratelimit-limit": `${rate.limit}`,
        "ratelimit-remaining": `${rate.remaining}`,
        "ratelimit-reset": `${rate.resetSeconds}`,
      });
      if (rate.over) throw new Throttled("calls", rate.resetSeconds);
    }
    if (!permits(actor, permission)) {
      throw new Problem({ status: 403, code: "scope", title: "The key lacks the scope for this" });
    }
    c.set("actor", actor);
    await next();
  };
}
