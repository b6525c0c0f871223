import type { NextRequest } from "next/server";
import { fileResponse } from "#app/_lib/route.ts";
import { staffContext } from "#app/_lib/session.ts";
import { toCp932 } from "#core/cp932.ts";
import { csvRows } from "#core/csv.ts";
import { readYuPri } from "#core/dispatches/read.ts";

/** The file that ゆうプリR takes in: CP932, CRLF, no byte order mark. */
export async function GET(_: NextRequest, { params }: RouteContext<"/orders/dispatches/[id]/yu-pri-r.csv">) {
  return fileResponse(async () => {
    const { id } = await params;
    const { dispatch, header, rows } = await readYuPri(await staffContext(), { dispatchId: id });
    return {
      body: toCp932(csvRows([header, ...rows])),
      mediaType: "text/csv; charset=Shift_JIS",
      disposition: `attachment; filename="yu-pri-r-${dispatch.number}.csv"`,
    };
  });
}
