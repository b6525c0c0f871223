import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { databasePools } from "#db/client.ts";
import type { ApiDeps, ApiEnv } from "./deps.ts";
import { keySecurity, problems } from "./describe.ts";
import { requireKey } from "./keys.ts";

/** What each route that checks something is called in the metrics. */
const checks: Readonly<Record<string, string>> = {
  "/api/v1/login-checks": "login-checks",
  "/api/v1/login-checks/:loginId/factor": "factor",
  "/api/v1/otp-checks": "otp-checks",
  "/api/v1/registrations": "registrations",
  "/api/v1/resyncs": "resyncs",
};

/** What became of a check that came to no outcome of its own. */
const outcomes: Readonly<Record<number, string>> = {
  200: "repeated",
  201: "repeated",
  400: "invalid",
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  413: "invalid",
  415: "invalid",
  422: "conflict",
  429: "throttled",
  500: "failed",
  503: "unavailable",
};

let requestsUnderWay = 0;
let made: ReturnType<typeof make> | undefined;

/** The metrics of this process, made when the first API is. */
function metrics() {
  made ??= make();
  return made;
}

function make() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "token_desk_requests_in_progress",
    help: "Requests under way",
    registers,
    collect() {
      this.set(requestsUnderWay);
    },
  });
  for (const which of ["open", "max"] as const) {
    new Gauge({
      name: `token_desk_database_connections_${which}`,
      help: which === "open" ? "Connections to the database that are open" : "The most that may be open",
      labelNames: ["role"],
      registers,
      collect() {
        for (const pool of databasePools()) this.set({ role: pool.role }, pool[which]);
      },
    });
  }
  return {
    registry,
    checks: new Counter({
      name: "token_desk_checks_total",
      help: "Checks by what they came to",
      labelNames: ["call", "outcome"],
      registers,
    }),
    duration: new Histogram({
      name: "token_desk_request_duration_seconds",
      help: "From the request's headers to its answer",
      labelNames: ["route", "method", "status"],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
  };
}

/** Measures every request. Each label has few values: routes as they are written here, not as they are asked for. */
export function measured(): MiddlewareHandler<ApiEnv> {
  const { checks: counter, duration } = metrics();
  return async (c, next) => {
    const began = performance.now();
    requestsUnderWay += 1;
    try {
      await next();
    } finally {
      requestsUnderWay -= 1;
      const { status } = c.res;
      const path = routePath(c, -1);
      const call = checks[path];
      if (call) counter.inc({ call, outcome: c.get("outcome") ?? outcomes[status] ?? "other" });
      duration.observe(
        {
          route: path.endsWith("*") ? "none" : path,
          method: c.req.method === "GET" || c.req.method === "POST" ? c.req.method : "other",
          status: `${Math.floor(status / 100)}xx`,
        },
        (performance.now() - began) / 1000,
      );
    }
  };
}

/** The metrics as Prometheus reads them, for a key with `metrics:read`, or a caller on the same machine. */
export function metricsPage(app: OpenAPIHono<ApiEnv>, deps: ApiDeps): void {
  const withKey = requireKey(deps, "metrics.read");
  app.openapi(
    createRoute({
      method: "get",
      path: "/metrics",
      summary: "Metrics of this process, for Prometheus",
      description: "With the scope `metrics:read`, or from the same machine with no proxy in between.",
      tags: ["health"],
      middleware: (c, next) => (isLocal(c, deps.address(c)) ? next() : withKey(c, next)),
      security: keySecurity,
      responses: {
        200: { description: "The metrics", content: { "text/plain": { schema: z.string() } } },
        ...problems(401, 403, 429, 503),
      },
    }),
    async (c) => {
      const { registry } = metrics();
      return c.text(await registry.metrics(), 200, { "content-type": registry.contentType });
    },
  );
}

const loopback = /^(127\.[\d.]+|::1|::ffff:127\.[\d.]+)$/;

/** Whether the caller is on this machine itself. In the console Next adds X-Forwarded-For, with the peer alone. */
function isLocal(c: Context, address: string): boolean {
  const before = c.req.header("x-forwarded-for") ?? address;
  const proxied = c.req.header("forwarded") ?? c.req.header("via") ?? c.req.header("x-real-ip");
  return proxied === undefined && loopback.test(address) && loopback.test(before);
}
