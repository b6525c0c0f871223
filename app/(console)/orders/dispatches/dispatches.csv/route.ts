import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { askedDispatches, dispatchColumns } from "#app/(console)/orders/dispatches/listed.tsx";
import { partOfDispatches } from "#core/dispatches/list.ts";

/** The list that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  return listFile(request.nextUrl, {
    list: "dispatches",
    path: "/orders/dispatches",
    columns: await dispatchColumns(),
    read: (context, params) => {
      const { input } = askedDispatches(params);
      return (after?: (string | number)[]) => partOfDispatches(context, { ...input, after });
    },
  });
}
