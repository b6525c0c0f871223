import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { tokenStates } from "#core/tokens/rules.ts";
import { readTokenStatus } from "#core/tokens/status.ts";
import { type ApiDeps, type ApiEnv, clientContext } from "./deps.ts";
import { fields, keySecurity, problems } from "./describe.ts";
import { requireKey } from "./keys.ts";

const token = z.object({
  serial: z.string(),
  state: z.enum(tokenStates),
  model: z.string(),
  expiresOn: z.iso.date(),
  contractorId: z.string().nullable().openapi({ description: "Of the contract that it is registered to" }),
});

/** Where a token stands. */
export function tokens(app: OpenAPIHono<ApiEnv>, deps: ApiDeps): void {
  app.openapi(
    createRoute({
      method: "get",
      path: "/tokens/{serial}",
      summary: "Where a token stands",
      tags: ["status"],
      middleware: requireKey(deps, "status.read"),
      security: keySecurity,
      request: { params: z.object({ serial: z.string().openapi(fields.serial) }) },
      responses: {
        200: { description: "The token", content: { "application/json": { schema: token } } },
        ...problems(400, 401, 403, 404, 429, 503),
      },
    }),
    async (c) => c.json(await readTokenStatus(clientContext(deps, c), c.req.valid("param")), 200),
  );
}
