import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { contractorIdInput } from "#core/input.ts";
import { checkOtp, findOtpAccount } from "#core/logins/check-otp.ts";
import { readBody } from "./body.ts";
import { type ApiDeps, type ApiEnv, loginContext } from "./deps.ts";
import { fields, jsonBody, keySecurity, loginHeaders, problems } from "./describe.ts";
import { answeredOnce } from "./idempotency.ts";
import { type ReadAhead, requireKey } from "./keys.ts";
import { factorOutcomes } from "./login-checks.ts";

/** What is no body, or has no number, is refused by the check itself, after the key. */
const readAccount: ReadAhead = async (c, { db, now }) => {
  const body = await readBody(c).catch(() => undefined);
  const { data: contractorId } = contractorIdInput.safeParse(body?.contractorId);
  if (contractorId === undefined) return;
  const { found } = await findOtpAccount(db, { contractorId, now });
  c.set("account", found ?? null);
};

/** The OTP alone, for a login server that checks the password itself. */
export function otpChecks(app: OpenAPIHono<ApiEnv>, deps: ApiDeps): void {
  app.openapi(
    createRoute({
      method: "post",
      path: "/otp-checks",
      summary: "Check an OTP alone",
      tags: ["login"],
      middleware: [requireKey(deps, "login.check", readAccount), answeredOnce(deps)],
      security: keySecurity,
      parameters: loginHeaders,
      request: { body: jsonBody({ contractorId: fields.contractorId, otp: fields.otp }) },
      responses: {
        200: {
          description: "The outcome",
          content: { "application/json": { schema: z.object({ outcome: z.enum(factorOutcomes) }) } },
        },
        ...problems(400, 401, 403, 409, 413, 415, 422, 429, 503),
      },
    }),
    async (c) => {
      const answer = await checkOtp(loginContext(deps, c), await readBody(c), c.get("account"));
      c.set("outcome", answer.outcome);
      return c.json(answer, 200);
    },
  );
}
