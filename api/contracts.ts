import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { findStatus, statusInput, statusOf } from "#core/contracts/status.ts";
import { contractorIdInput, readInput } from "#core/input.ts";
import { otpStates } from "#core/logins/rules.ts";
import { orderStates } from "#core/orders/rules.ts";
import type { ApiDeps, ApiEnv } from "./deps.ts";
import { fields, keySecurity, problems } from "./describe.ts";
import { type ReadAhead, requireKey } from "./keys.ts";

const status = z.object({
  contractorId: z.string(),
  otpState: z.enum(otpStates),
  serialMasked: z.string().nullable().openapi({ example: "2V07•••••FK2" }),
  locked: z
    .object({ password: z.boolean(), otp: z.boolean(), card: z.boolean() })
    .openapi({ description: "Which counter has reached its limit" }),
  cardAccess: z.object({ open: z.boolean(), until: z.iso.datetime().nullable() }),
  openOrder: z
    .object({ orderNumber: z.string(), state: z.enum(orderStates), dueOn: z.iso.date() })
    .nullable(),
});

const readAhead: ReadAhead = async (c, { db, now }) => {
  const { data: contractorId } = contractorIdInput.safeParse(c.req.param("contractorId"));
  if (contractorId === undefined) return;
  const { found } = await findStatus(db, { contractorId, now });
  c.set("status", found ?? null);
};

/** Where a contract stands. */
export function contracts(app: OpenAPIHono<ApiEnv>, deps: ApiDeps): void {
  app.openapi(
    createRoute({
      method: "get",
      path: "/contracts/{contractorId}/status",
      summary: "Where a contract's OTP stands",
      tags: ["status"],
      middleware: requireKey(deps, "status.read", readAhead),
      security: keySecurity,
      request: { params: z.object({ contractorId: z.string().openapi(fields.contractorId) }) },
      responses: {
        200: { description: "The status", content: { "application/json": { schema: status } } },
        ...problems(400, 401, 403, 404, 429, 503),
      },
    }),
    async (c) => {
      readInput(statusInput, c.req.valid("param"));
      const found = statusOf(c.get("status"));
      const { cardAccess, openOrder } = found;
      return c.json(
        {
          ...found,
          cardAccess: { ...cardAccess, until: cardAccess.until?.toISOString() ?? null },
          openOrder: openOrder && { ...openOrder, orderNumber: String(openOrder.orderNumber) },
        },
        200,
      );
    },
  );
}
