import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { askedContracts, contractColumns } from "#app/(console)/contracts/listed.tsx";
import { partOfContracts } from "#core/contracts/search.ts";

/** The list that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  return listFile(request.nextUrl, {
    list: "contracts",
    path: "/contracts",
    columns: await contractColumns(),
    read: (context, params) => {
      const { input } = askedContracts(params);
      return (after?: (string | number)[]) => partOfContracts(context, { ...input, after });
    },
  });
}
