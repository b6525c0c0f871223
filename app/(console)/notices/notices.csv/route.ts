import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { askedNotices, noticeColumns } from "#app/(console)/notices/listed.tsx";
import { partOfNotices } from "#core/notices/list.ts";

/** The list that the address asks for, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  return listFile(request.nextUrl, {
    list: "notices",
    path: "/notices",
    columns: await noticeColumns(),
    read: (context, params) => {
      const { input } = askedNotices(params);
      return (after?: (string | number)[]) => partOfNotices(context, { ...input, after });
    },
  });
}
