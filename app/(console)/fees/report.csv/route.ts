import type { NextRequest } from "next/server";
import { fileResponse } from "#app/_lib/route.ts";
import { reportFile } from "#app/(console)/fees/report-file.ts";
import { csv, csvInCp932 } from "#core/csv.ts";

/** The report as CSV, a row for each branch, kind and reason: UTF-8 with BOM, or CP932 where `encoding` says so. */
export async function GET(request: NextRequest): Promise<Response> {
  return fileResponse(async () => {
    const { name, period, header, rows } = await reportFile(request.nextUrl);
    const cells = rows.map(({ words, numbers }) => [period.from, period.until, ...words, ...numbers]);
    const old = request.nextUrl.searchParams.get("encoding") === "cp932";
    return {
      body: old ? csvInCp932(header, cells) : csv(header, cells),
      mediaType: `text/csv; charset=${old ? "windows-31j" : "utf-8"}`,
      disposition: `attachment; filename="${name}.csv"`,
    };
  });
}
