import type { NextRequest } from "next/server";
import { getT } from "#app/_lib/language.ts";
import { forReport } from "#app/_lib/request.ts";
import { fileResponse } from "#app/_lib/route.ts";
import { staffContext } from "#app/_lib/session.ts";
import { csv } from "#core/csv.ts";
import { feeReport } from "#core/fees/report.ts";

/** The month's fees as the page shows them: UTF-8 with BOM, a header, a row for each branch, kind and reason. */
export async function GET(request: NextRequest): Promise<Response> {
  return fileResponse(async () => {
    const { searchParams } = request.nextUrl;
    const report = await feeReport(forReport(await staffContext()), {
      month: searchParams.get("month") ?? undefined,
      branchCode: searchParams.get("branchCode") || undefined,
    });
    const t = await getT("fees");
    const forms = await getT("forms");
    const header = [
      t("field.month"),
      t("field.branchCode"),
      t("field.branch"),
      t("field.kind"),
      t("field.reason"),
      t("field.count"),
      t("field.netYen"),
      t("field.taxYen"),
      t("field.grossYen"),
      t("state.collected"),
      t("state.waived"),
      t("state.reversed"),
    ];
    const rows = report.rows.map((row) => [
      report.month,
      row.branch_code,
      row.branch_name,
      forms(`kind.${row.kind}`),
      row.reason === null ? "" : forms(`reason.${row.reason}`),
      row.count,
      row.net_yen,
      row.tax_yen,
      row.gross_yen,
      row.collected_yen,
      row.waived_yen,
      row.reversed_yen,
    ]);
    return {
      body: csv(header, rows),
      mediaType: "text/csv; charset=utf-8",
      disposition: `attachment; filename="fees-${report.month}.csv"`,
    };
  });
}
