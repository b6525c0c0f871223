import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { askedTokens, tokenColumns } from "#app/(console)/tokens/listed.tsx";
import { partOfTokens } from "#core/tokens/list.ts";

/** The list that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  return listFile(request.nextUrl, {
    list: "tokens",
    path: "/tokens",
    columns: await tokenColumns(),
    read: (context, params) => {
      const { input } = askedTokens(params);
      return (after?: (string | number)[]) => partOfTokens(context, { ...input, after });
    },
  });
}
