import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { askedDelegations, delegationColumns } from "#app/(console)/delegations/listed.tsx";
import { partOfDelegations } from "#core/delegations/list.ts";

/** The list that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  return listFile(request.nextUrl, {
    list: "delegations",
    path: "/delegations",
    columns: await delegationColumns(),
    read: (context, params) => {
      const { input } = askedDelegations(params);
      return (after?: number) => partOfDelegations(context, { ...input, after });
    },
  });
}
