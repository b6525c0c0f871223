import type { MiddlewareHandler } from "hono";
import type { ApiDeps, ApiEnv } from "./deps.ts";
import { Problem, problemOf } from "./problem.ts";

/** Works on so many requests at once and turns more away at once: what waits too long is given up by its sender. */
export function bounded(deps: ApiDeps): MiddlewareHandler<ApiEnv> {
  let underWay = 0;
  return async (_, next) => {
    if (underWay >= deps.serving().maxRequests) {
      throw new Problem({ ...problemOf(503), headers: { "retry-after": "1" } });
    }
    underWay += 1;
    try {
      await next();
    } finally {
      underWay -= 1;
    }
  };
}
