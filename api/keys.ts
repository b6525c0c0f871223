import type { MiddlewareHandler } from "hono";
import { authenticateClient } from "#core/clients/authenticate.ts";
import { Throttled } from "#core/errors.ts";
import { type ClientPermission, permits } from "#core/permissions.ts";
import type { ApiDeps, ApiEnv } from "./deps.ts";
import { Problem } from "./problem.ts";

/**
 * Lets a request through whose key is known, not revoked, has the permission (RFC 6750) and calls left in its
 * minute. Every answer to a client with a limit tells where it stands (draft-ietf-httpapi-ratelimit-headers-06).
 */
export function requireKey(deps: ApiDeps, permission: ClientPermission): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const key = /^Bearer ([\x21-\x7e]{16,200})$/i.exec(c.req.header("authorization") ?? "")?.[1];
    const admission = key && (await authenticateClient(deps.db("login"), key));
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
      c.header("ratelimit-limit", `${rate.limit}`);
      c.header("ratelimit-remaining", `${rate.remaining}`);
      c.header("ratelimit-reset", `${rate.resetSeconds}`);
      if (rate.over) throw new Throttled("calls", rate.resetSeconds);
    }
    if (!permits(actor, permission)) {
      throw new Problem({ status: 403, code: "scope", title: "The key lacks the scope for this" });
    }
    c.set("actor", actor);
    await next();
  };
}
