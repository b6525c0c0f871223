import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { askedStaff, staffColumns } from "#app/(console)/staff/listed.tsx";
import { partOfStaff } from "#core/staff/list.ts";

/** The list that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  return listFile(request.nextUrl, {
    list: "staff",
    path: "/staff",
    columns: await staffColumns(),
    read: (context, params) => {
      const { input } = askedStaff(params);
      return (after?: number) => partOfStaff(context, { ...input, after });
    },
  });
}
