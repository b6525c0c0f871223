import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { askedClients, clientColumns } from "#app/(console)/clients/listed.tsx";
import { partOfClients } from "#core/clients/list.ts";

/** The list that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  return listFile(request.nextUrl, {
    list: "clients",
    path: "/clients",
    columns: await clientColumns(),
    read: (context, params) => {
      const { input } = askedClients(params);
      return (after?: number) => partOfClients(context, { ...input, after });
    },
  });
}
