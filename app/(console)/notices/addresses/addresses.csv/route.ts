import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { addressChangeColumns, askedAddressChanges } from "#app/(console)/notices/addresses/listed.tsx";
import { partOfMailAddressChanges } from "#core/mail-addresses/list.ts";

/** The list that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  return listFile(request.nextUrl, {
    list: "mailAddressChanges",
    path: "/notices/addresses",
    columns: await addressChangeColumns(),
    read: (context, params) => {
      const { input } = askedAddressChanges(params);
      return (after?: number) => partOfMailAddressChanges(context, { ...input, after });
    },
  });
}
