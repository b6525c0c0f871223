import type { MiddlewareHandler } from "hono";
import { authenticateClient } from "#core/clients/authenticate.ts";
import { type ClientPermission, permits } from "#core/permissions.ts";
import type { ApiDeps, ApiEnv } from "./deps.ts";
import { Problem } from "./problem.ts";

/** Lets a request through whose key is known, not revoked, and has the permission (RFC 6750). */
export function requireKey(deps: ApiDeps, permission: ClientPermission): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const key = /^Bearer ([\x21-\x7e]{16,200})$/i.exec(c.req.header("authorization") ?? "")?.[1];
    const actor = key && (await authenticateClient(deps.db("login"), key));
    if (!actor) {
      throw new Problem({
        status: 401,
        code: "key",
        title: "Send a valid key as Authorization: Bearer",
        headers: { "www-authenticate": 'Bearer realm="token-desk"' },
      });
    }
    if (!permits(actor, permission)) {
      throw new Problem({ status: 403, code: "scope", title: "The key lacks the scope for this" });
    }
    c.set("actor", actor);
    await next();
  };
}
