import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { askedImports, importColumns } from "#app/(console)/tokens/imports/listed.tsx";
import { partOfImports } from "#core/token-imports/list.ts";

/** The list that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  return listFile(request.nextUrl, {
    list: "tokenImports",
    path: "/tokens/imports",
    columns: await importColumns(),
    read: (context, params) => {
      const { input } = askedImports(params);
      return (after?: number) => partOfImports(context, { ...input, after });
    },
  });
}
