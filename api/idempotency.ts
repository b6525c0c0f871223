import type { Context, MiddlewareHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type Answer, answerOnce } from "#core/clients/answer-once.ts";
import type { ApiDeps, ApiEnv } from "./deps.ts";
import { Problem, problemOf } from "./problem.ts";

const formatOfKey = /^[\x21-\x7e]{1,200}$/;

/**
 * Answers a request with an Idempotency-Key once, and a copy of it with the same again. It stands behind the
 * check of the API key, for each client has keys of its own. A request without one pays nothing.
 */
export function answeredOnce(deps: ApiDeps): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const key = c.req.header("idempotency-key");
    if (key === undefined) return next();
    if (!formatOfKey.test(key)) {
      throw new Problem({
        ...problemOf(400),
        detail: "Idempotency-Key: send 1 to 200 visible ASCII characters.",
      });
    }
    const { method, path } = c.req;
    const request = { clientId: c.get("actor").id, key, method, path, body: await c.req.text() };
    const once = await answerOnce({ db: deps.db("login"), keys: deps.keys() }, request, async () => {
      await next();
      return isLasting(c.res.status) ? { status: c.res.status, body: await c.res.clone().text() } : null;
    });
    switch (once.was) {
      case "done":
        return;
      case "repeated":
        return again(c, once.answer);
      case "another":
        throw new Problem({
          status: 422,
          code: "idempotency_key_used",
          title: "This Idempotency-Key came with another request: send a new one",
        });
      case "under_way":
        throw new Problem({
          status: 409,
          code: "idempotency_key_busy",
          title: "The first request with this Idempotency-Key is still under way: send it again later",
          headers: { "retry-after": "5" },
        });
    }
  };
}

/** Whether the same request would be answered the same: not what was our fault, nor too early. */
function isLasting(status: number): boolean {
  return status < 500 && status !== 429;
}

function again(c: Context, { status, body }: Answer): Response {
  const type = status < 400 ? "application/json" : "application/problem+json";
  return c.body(body, status as ContentfulStatusCode, { "content-type": type });
}
