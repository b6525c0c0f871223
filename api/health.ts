import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { isReady } from "#core/ready.ts";
import type { ApiDeps, ApiEnv } from "./deps.ts";
import { problems } from "./describe.ts";
import { Problem, problemOf } from "./problem.ts";

const ok = {
  description: "Yes",
  content: { "application/json": { schema: z.object({ status: z.literal("ok") }) } },
};

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
      summary: "Does the database answer, in this version?",
      tags: ["health"],
      responses: { 200: ok, ...problems(503) },
    }),
    async (c) => {
      if (!(await isReady(deps.db("login")))) throw new Problem(problemOf(503));
      return c.json({ status: "ok" as const }, 200);
    },
  );
}
