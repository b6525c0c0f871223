import type { NextRequest } from "next/server";
import { getFormat, getT } from "#app/_lib/language.ts";
import { listFile } from "#app/_lib/list-file.ts";
import { partOfLookUps } from "#core/look-ups/list.ts";

/** All that the list's filter finds, newest first, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  const t = await getT("lookUps");
  const contracts = await getT("contracts");
  const format = await getFormat();
  return listFile(request.nextUrl, {
    list: "lookUps",
    path: "/look-ups",
    read: (context, filter) => async (before?: string) => {
      const rows = await partOfLookUps(context, { ...filter, before });
      return { rows, end: rows.at(-1)?.id };
    },
    columns: [
      { header: t("field.at"), text: (row) => format.second(row.at) },
      { header: t("field.staff"), text: (row) => row.staffName },
      { header: t("field.branch"), text: (row) => row.staffBranchCode ?? t("headOffice") },
      { header: contracts("field.contractorId"), text: (row) => row.contractorId },
      { header: t("field.contractBranch"), text: (row) => row.branchCode },
      { header: t("field.page"), text: (row) => t(`page.${row.page}`) },
      { header: t("field.purpose"), text: (row) => t(`purpose.${row.purpose}`) },
      {
        header: t("field.reason"),
        text: (row) => [row.reason && t(`reason.${row.reason}`), row.note].filter(Boolean).join(" "),
      },
      { header: t("field.outside"), text: (row) => (row.outsideHours ? t("field.outside") : "") },
      { header: t("field.address"), text: (row) => row.address },
    ],
  });
}
