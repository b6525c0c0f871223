import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { askedOrders, orderColumns } from "#app/(console)/orders/listed.tsx";
import { partOfOrders } from "#core/orders/list.ts";

/** The list that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  return listFile(request.nextUrl, {
    list: "orders",
    path: "/orders",
    columns: await orderColumns(),
    read: (context, params) => {
      const { input } = askedOrders(params);
      return (after?: (string | number)[]) => partOfOrders(context, { ...input, after });
    },
  });
}
