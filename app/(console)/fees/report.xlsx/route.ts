import type { NextRequest } from "next/server";
import { getT } from "#app/_lib/language.ts";
import { fileResponse } from "#app/_lib/route.ts";
import { reportFile } from "#app/(console)/fees/report-file.ts";
import { workbook } from "#core/xlsx.ts";

/** The report as a workbook, a row for each branch, kind and reason, with real numbers and days. */
export async function GET(request: NextRequest): Promise<Response> {
  return fileResponse(async () => {
    const { name, period, header, rows } = await reportFile(request.nextUrl);
    // A workbook has days without a zone: midnight by UTC is the day itself.
    const [from, until] = [period.from, period.until].map((day) => new Date(`${day}T00:00:00Z`));
    const cells = rows.map(({ words, numbers }) => [from ?? "", until ?? "", ...words, ...numbers]);
    return {
      body: await workbook((await getT("fees"))("title"), header, cells),
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      disposition: `attachment; filename="${name}.xlsx"`,
    };
  });
}
