import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { askedRequests, requestColumns } from "#app/(console)/tokens/requests/listed.tsx";
import { partOfTokenRequests } from "#core/tokens/list-requests.ts";

/** The list that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  return listFile(request.nextUrl, {
    list: "tokenRequests",
    path: "/tokens/requests",
    columns: await requestColumns(),
    read: (context, params) => {
      const { input } = askedRequests(params);
      return (after?: number) => partOfTokenRequests(context, { ...input, after });
    },
  });
}
