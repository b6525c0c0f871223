import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { askedFeeRequests, feeRequestColumns } from "#app/(console)/fees/requests/listed.tsx";
import { partOfFeeRequests } from "#core/fees/list-requests.ts";

/** The requests that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  return listFile(request.nextUrl, {
    list: "feeRequests",
    path: "/fees/requests",
    columns: await feeRequestColumns(),
    read: (context, params) => {
      const { input } = askedFeeRequests(params);
      return (after?: number) => partOfFeeRequests(context, { ...input, after });
    },
  });
}
