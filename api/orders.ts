import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { orderingKinds, reissueReasons } from "#core/forms/rules.ts";
import { orderStates } from "#core/orders/rules.ts";
import { readOrderStatus } from "#core/orders/status.ts";
import { type ApiDeps, type ApiEnv, clientContext } from "./deps.ts";
import { fields, keySecurity, problems } from "./describe.ts";
import { requireKey } from "./keys.ts";

const instant = z.iso.datetime().nullable();

const order = z.object({
  orderNumber: z.string().openapi(fields.orderNumber),
  state: z.enum(orderStates),
  kind: z.enum(orderingKinds),
  reason: z.enum(reissueReasons).nullable(),
  contractorId: z.string(),
  serialMasked: z.string().nullable(),
  placedAt: z.iso.datetime(),
  dueOn: z.iso.date(),
  shippedAt: instant,
  deliveredAt: instant,
  completedAt: instant,
});

/** Where an order stands. */
export function orders(app: OpenAPIHono<ApiEnv>, deps: ApiDeps): void {
  app.openapi(
    createRoute({
      method: "get",
      path: "/orders/{orderNumber}",
      summary: "Where an order stands",
      tags: ["status"],
      middleware: requireKey(deps, "status.read"),
      security: keySecurity,
      request: { params: z.object({ orderNumber: z.string().openapi(fields.orderNumber) }) },
      responses: {
        200: { description: "The order", content: { "application/json": { schema: order } } },
        ...problems(400, 401, 403, 404, 429, 503),
      },
    }),
    async (c) => {
      const found = await readOrderStatus(clientContext(deps, c), c.req.valid("param"));
      const { number, placedAt, shippedAt, deliveredAt, completedAt, ...told } = found;
      return c.json(
        {
          orderNumber: String(number),
          ...told,
          placedAt: placedAt.toISOString(),
          shippedAt: shippedAt?.toISOString() ?? null,
          deliveredAt: deliveredAt?.toISOString() ?? null,
          completedAt: completedAt?.toISOString() ?? null,
        },
        200,
      );
    },
  );
}
