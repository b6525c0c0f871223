import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { askedFailedFees, failedFeeColumns } from "#app/(console)/debits/failed/listed.tsx";
import { partOfFailedFees } from "#core/debits/list.ts";

/** The fees that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  return listFile(request.nextUrl, {
    list: "failedFees",
    path: "/debits/failed",
    columns: await failedFeeColumns(),
    read: (context, params) => {
      const { input } = askedFailedFees(params);
      return (after?: number) => partOfFailedFees(context, { ...input, after });
    },
  });
}
