import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { askedClosings, closingColumns } from "#app/(console)/fees/closings/listed.tsx";
import { partOfClosings } from "#core/fees/list-closings.ts";

/** The closed months that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  return listFile(request.nextUrl, {
    list: "feeClosings",
    path: "/fees/closings",
    columns: await closingColumns(),
    read: (context, params) => {
      const { input } = askedClosings(params);
      return (after?: number) => partOfClosings(context, { ...input, after });
    },
  });
}
