import { setTimeout as sleep } from "node:timers/promises";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { isReady } from "#core/ready.ts";
import type { ApiDeps, ApiEnv } from "./deps.ts";
import { problems } from "./describe.ts";
import { Problem, problemOf } from "./problem.ts";

const ok = {
  description: "Yes",
  content: { "application/json": { schema: z.object({ status: z.literal("ok") }) } },
};

const patienceMs = 1_000;

/** Too late to be called ready. */
const late = () => sleep(patienceMs, false, { ref: false });

/** For a load balancer: is the process there, and can it work? */
export function health(app: OpenAPIHono<ApiEnv>, deps: ApiDeps): void {
  app.openapi(
    createRoute({
      method: "get",
      path: "/healthz",
      summary: "Is the process alive?",
      tags: ["health"],
      responses: { 200: ok },
    }),
    (c) => c.json({ status: "ok" as const }, 200),
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/readyz",
      summary: "Can it work: does the database answer, in this version, and is the process not stopping?",
      tags: ["health"],
      responses: { 200: ok, ...problems(503) },
    }),
    async (c) => {
      const ready = !deps.serving().stopping && (await Promise.race([isReady(deps.db("login")), late()]));
      if (!ready) throw new Problem(problemOf(503));
      return c.json({ status: "ok" as const }, 200);
    },
  );
}
