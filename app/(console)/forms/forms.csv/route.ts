import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { askedForms, formColumns } from "#app/(console)/forms/listed.tsx";
import { partOfForms } from "#core/forms/list.ts";

/** The list that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  return listFile(request.nextUrl, {
    list: "forms",
    path: "/forms",
    columns: await formColumns(),
    read: (context, params) => {
      const { input } = askedForms(params);
      return (after?: (string | number)[]) => partOfForms(context, { ...input, after });
    },
  });
}
