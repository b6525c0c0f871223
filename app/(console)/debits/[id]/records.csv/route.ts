import type { NextRequest } from "next/server";
import { getT } from "#app/_lib/language.ts";
import { fileResponse } from "#app/_lib/route.ts";
import { staffContext } from "#app/_lib/session.ts";
import { csv } from "#core/csv.ts";
import { exportBatch } from "#core/debits/read.ts";

/** Every record of the file with its result: UTF-8 with BOM. */
export async function GET(_request: NextRequest, { params }: RouteContext<"/debits/[id]/records.csv">) {
  return fileResponse(async () => {
    const { id: batchId } = await params;
    const { batch, rows } = await exportBatch(await staffContext(), { batchId });
    const t = await getT("debits");
    const header = [
      t("field.row"),
      t("field.contractorId"),
      t("field.orderNumber"),
      t("field.holder"),
      t("field.branch"),
      t("field.accountType"),
      t("field.accountNumber"),
      t("field.amountYen"),
      t("field.attempt"),
      t("field.result"),
    ];
    const cells = rows.map((row) => [
      row.row,
      row.contractorId,
      row.orderNumber,
      row.holder,
      row.branchCode,
      t(`accountType.${row.accountType}`),
      row.accountNumber,
      row.amountYen,
      row.attempt,
      row.result ? t(`result.${row.result}`) : "",
    ]);
    return {
      body: csv(header, cells),
      mediaType: "text/csv; charset=utf-8",
      disposition: `attachment; filename="debit-${batch.number}.csv"`,
    };
  });
}
