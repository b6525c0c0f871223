import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { askedChanges, changeColumns } from "#app/(console)/staff/changes/listed.tsx";
import { partOfStaffChanges } from "#core/staff/list-changes.ts";

/** The list that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  return listFile(request.nextUrl, {
    list: "staffChanges",
    path: "/staff/changes",
    columns: await changeColumns(),
    read: (context, params) => {
      const { input } = askedChanges(params);
      return (after?: number) => partOfStaffChanges(context, { ...input, after });
    },
  });
}
