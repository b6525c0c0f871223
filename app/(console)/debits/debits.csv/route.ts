import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { askedDebits, debitColumns } from "#app/(console)/debits/listed.tsx";
import { partOfBatches } from "#core/debits/list.ts";

/** The files that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  return listFile(request.nextUrl, {
    list: "debits",
    path: "/debits",
    columns: await debitColumns(),
    read: (context, params) => {
      const { input } = askedDebits(params);
      return (after?: number) => partOfBatches(context, { ...input, after });
    },
  });
}
