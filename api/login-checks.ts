import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { checkFactor } from "#core/logins/check-factor.ts";
import { checkPassword } from "#core/logins/check-password.ts";
import { factors, loginOutcomes } from "#core/logins/rules.ts";
import { readBody } from "./body.ts";
import { type ApiDeps, type ApiEnv, loginContext } from "./deps.ts";
import { cellNamesSchema, fields, jsonBody, keySecurity, loginHeaders, problems } from "./describe.ts";
import { answeredOnce } from "./idempotency.ts";
import { requireKey } from "./keys.ts";

const registration = z
  .object({ cells: cellNamesSchema })
  .optional()
  .openapi({ description: "There while a token waits to be registered: the cells to ask for it" });

const passwordAnswer = z.object({
  outcome: z.enum(loginOutcomes),
  loginId: z.uuid().optional(),
  factor: z.enum(factors).optional(),
  cells: cellNamesSchema.optional(),
  registration,
});

export const factorOutcomes = ["accepted", "rejected", "locked"] as const;

const factorAnswer = z.object({
  outcome: z.enum(factorOutcomes),
  cells: cellNamesSchema
    .optional()
    .openapi({ description: "There where the answer was for cells no longer asked: ask for these" }),
  registration,
});

/** The two steps of a login. */
export function loginChecks(app: OpenAPIHono<ApiEnv>, deps: ApiDeps): void {
  const common = {
    middleware: [requireKey(deps, "login.check"), answeredOnce(deps)],
    security: keySecurity,
    parameters: loginHeaders,
    tags: ["login"],
  };
  app.openapi(
    createRoute({
      ...common,
      method: "post",
      path: "/login-checks",
      summary: "Check contractor ID and login password",
      description:
        "An unknown ID, a wrong password and a locked password answer alike. `factor_required` names the factor to send next.",
      request: { body: jsonBody({ contractorId: fields.contractorId, password: fields.password }) },
      responses: {
        200: { description: "The outcome", content: { "application/json": { schema: passwordAnswer } } },
        ...problems(400, 401, 403, 409, 413, 415, 422, 429, 503),
      },
    }),
    async (c) => {
      const answer = await checkPassword(loginContext(deps, c), await readBody(c));
      c.set("outcome", answer.outcome);
      return c.json(answer, 200);
    },
  );
  app.openapi(
    createRoute({
      ...common,
      method: "post",
      path: "/login-checks/{loginId}/factor",
      summary: "Check the factor of a login: the OTP, or the two cells asked",
      request: {
        params: z.object({ loginId: z.string().openapi({ format: "uuid" }) }),
        body: jsonBody({ otp: fields.otp, cells: fields.cells }, []),
      },
      responses: {
        200: { description: "The outcome", content: { "application/json": { schema: factorAnswer } } },
        ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
      },
    }),
    async (c) => {
      const { loginId } = c.req.valid("param");
      const answer = await checkFactor(loginContext(deps, c), { ...(await readBody(c)), loginId });
      c.set("outcome", answer.outcome);
      return c.json(answer, 200);
    },
  );
}
