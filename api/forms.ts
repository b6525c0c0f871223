import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { formKinds, formStates, reissueReasons } from "#core/forms/rules.ts";
import { readFormStatus } from "#core/forms/status.ts";
import { type ApiDeps, type ApiEnv, clientContext } from "./deps.ts";
import { fields, keySecurity, problems } from "./describe.ts";
import { requireKey } from "./keys.ts";

const form = z.object({
  formNumber: z.string().openapi(fields.formNumber),
  state: z.enum(formStates),
  kind: z.enum(formKinds),
  reason: z.enum(reissueReasons).nullable(),
  contractorId: z.string(),
  receivedOn: z.iso.date(),
  decidedAt: z.iso.datetime().nullable(),
});

/** Where a form stands. */
export function forms(app: OpenAPIHono<ApiEnv>, deps: ApiDeps): void {
  app.openapi(
    createRoute({
      method: "get",
      path: "/forms/{formNumber}",
      summary: "Where a form stands",
      tags: ["status"],
      middleware: requireKey(deps, "status.read"),
      security: keySecurity,
      request: { params: z.object({ formNumber: z.string().openapi(fields.formNumber) }) },
      responses: {
        200: { description: "The form", content: { "application/json": { schema: form } } },
        ...problems(400, 401, 403, 404, 429, 503),
      },
    }),
    async (c) => {
      const found = await readFormStatus(clientContext(deps, c), c.req.valid("param"));
      const { number, decidedAt, ...told } = found;
      return c.json(
        { formNumber: String(number), ...told, decidedAt: decidedAt?.toISOString() ?? null },
        200,
      );
    },
  );
}
