import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { resyncToken } from "#core/logins/resync.ts";
import { readBody } from "./body.ts";
import { type ApiDeps, type ApiEnv, clientContext } from "./deps.ts";
import { fields, jsonBody, keySecurity, problems, writeHeaders } from "./describe.ts";
import { answeredOnce } from "./idempotency.ts";
import { requireKey } from "./keys.ts";
import { factorOutcomes } from "./login-checks.ts";

const resynced = z.object({
  outcome: z.enum(factorOutcomes),
  driftSteps: z.int().optional().openapi({
    description: "There when accepted: steps that the token's clock is ahead, negative where it is behind",
    example: 3,
  }),
});

/** The resync of a token whose clock or counter is off. */
export function resyncs(app: OpenAPIHono<ApiEnv>, deps: ApiDeps): void {
  app.openapi(
    createRoute({
      method: "post",
      path: "/resyncs",
      summary: "Resync a contract's token by two OTPs that follow one another",
      description:
        "Both OTPs must be newer than any accepted before; both are then used up. A wrong pair counts as a wrong OTP.",
      tags: ["tokens"],
      middleware: [requireKey(deps, "token.resync"), answeredOnce(deps)],
      security: keySecurity,
      parameters: writeHeaders,
      request: {
        body: jsonBody({
          contractorId: fields.contractorId,
          otps: { type: "array", items: fields.otp, minItems: 2, maxItems: 2, example: ["123456", "654321"] },
        }),
      },
      responses: {
        200: { description: "The outcome", content: { "application/json": { schema: resynced } } },
        ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
      },
    }),
    async (c) => {
      const { contractId: _, ...told } = await resyncToken(
        clientContext(deps, c, "counter"),
        await readBody(c),
      );
      c.set("outcome", told.outcome);
      return c.json(told, 200);
    },
  );
}
