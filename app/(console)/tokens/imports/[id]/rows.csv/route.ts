import type { NextRequest } from "next/server";
import { listFile } from "#app/_lib/list-file.ts";
import { rowColumns } from "#app/(console)/tokens/imports/[id]/row-columns.tsx";
import { partOfRows } from "#core/token-imports/read.ts";

/** What becomes of each row of an import's file, all of them or those of one fate, as CSV. */
export async function GET(request: NextRequest, { params }: RouteContext<"/tokens/imports/[id]/rows.csv">) {
  const { id: importId } = await params;
  return listFile(request.nextUrl, {
    list: "tokenImports",
    of: { import: importId },
    path: `/tokens/imports/${importId}`,
    columns: await rowColumns(),
    read:
      (context, { fate }) =>
      (after?: number) =>
        partOfRows(context, { importId, fate, after }),
  });
}
