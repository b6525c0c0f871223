import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { register } from "#core/logins/register.ts";
import { readBody } from "./body.ts";
import { type ApiDeps, type ApiEnv, loginContext } from "./deps.ts";
import { fields, jsonBody, keySecurity, loginHeaders, problems } from "./describe.ts";
import { answeredOnce } from "./idempotency.ts";
import { requireKey } from "./keys.ts";
import { Problem } from "./problem.ts";

const registered = z.object({
  outcome: z.literal("accepted"),
  receiptNumber: z.string().openapi({ example: "5454546", description: "受付番号, 7 digits" }),
  registeredAt: z.iso.datetime(),
  serial: z.string(),
});

/** The registration of a delivered token (利用開始). */
export function registrations(app: OpenAPIHono<ApiEnv>, deps: ApiDeps): void {
  app.openapi(
    createRoute({
      method: "post",
      path: "/registrations",
      summary: "Register a delivered token",
      description:
        "In a login whose password was right; `cells` are those that its `registration` asked for. From then on a login needs the OTP.",
      tags: ["login"],
      middleware: [requireKey(deps, "login.check"), answeredOnce(deps)],
      security: keySecurity,
      parameters: loginHeaders,
      request: {
        body: jsonBody({
          loginId: fields.loginId,
          serial: fields.serial,
          otp: fields.otp,
          cells: fields.cells,
        }),
      },
      responses: {
        201: { description: "Registered", content: { "application/json": { schema: registered } } },
        ...problems(400, 401, 403, 404, 409, 413, 415, 422, 423, 429, 503),
      },
    }),
    async (c) => {
      const answer = await register(
        { ...loginContext(deps, c), desk: deps.db("console") },
        await readBody(c),
      );
      c.set("outcome", answer.outcome);
      if (answer.outcome !== "accepted") throw refusal(answer);
      const { receiptNumber, registeredAt, serial } = answer;
      const told = { receiptNumber: String(receiptNumber), registeredAt: registeredAt.toISOString(), serial };
      return c.json({ outcome: "accepted" as const, ...told }, 201);
    },
  );
}

/** No success, so no 2xx; the outcome stands in the body as in the other checks. */
function refusal({
  outcome,
  ...members
}: {
  outcome: "rejected" | "locked";
  cells?: readonly string[];
}): Problem {
  return outcome === "locked"
    ? new Problem({ status: 423, code: "locked", title: "It is locked", members: { outcome } })
    : new Problem({
        status: 422,
        code: "rejected",
        title: "The registration was refused",
        members: { outcome, ...members },
      });
}
