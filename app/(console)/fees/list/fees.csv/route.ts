import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { askedFees, feeColumns } from "#app/(console)/fees/list/listed.tsx";
import { partOfFees } from "#core/fees/list.ts";

/** The fees that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  const { share } = askedFees(Object.fromEntries(request.nextUrl.searchParams));
  return listFile(request.nextUrl, {
    list: "fees",
    path: "/fees/list",
    columns: await feeColumns(share),
    read: (context, params) => {
      const { input } = askedFees(params);
      return (after?: (string | number)[]) => partOfFees(context, { ...input, after });
    },
  });
}
