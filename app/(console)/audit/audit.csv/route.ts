import type { NextRequest } from "next/server";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { listFile } from "#app/_lib/list-file.ts";
import { changeWords, commandWords, subjectWords } from "#components/words/audit.ts";
import { partOfAudit } from "#core/audit/list.ts";
import { oneLine } from "#core/audit/rules.ts";

type Row = Awaited<ReturnType<typeof partOfAudit>>[number];

/** All that the list's filter finds, newest first, as CSV, each row on one line. */
export async function GET(request: NextRequest): Promise<Response> {
  const language = await getLanguage();
  const t = await getT("audit");
  const format = await getFormat();
  const told = (row: Row, which: "before" | "after") =>
    changeWords(language, row.subjectKind, row)
      .filter((fact) => fact[which] !== "")
      .map((fact) => t("filePart", { label: fact.label, value: fact[which] }))
      .join(" / ");
  return listFile(request.nextUrl, {
    list: "audit",
    path: "/audit",
    read:
      (context, { before: _, after: __, ...filter }) =>
      async (before?: number) => {
        const rows = await partOfAudit(context, { ...filter, before });
        return { rows, end: rows.at(-1)?.id };
      },
    columns: [
      { header: t("field.number"), text: (row) => row.id },
      { header: t("field.at"), text: (row) => format.second(row.at) },
      { header: t("field.actorKind"), text: (row) => t(`actor.${row.actorKind}`) },
      { header: t("field.actor"), text: (row) => row.actorName },
      { header: t("field.action"), text: (row) => commandWords(language, row.action) },
      { header: t("field.subjectKind"), text: (row) => subjectWords(language, row.subjectKind) },
      { header: t("field.subject"), text: (row) => row.subjectLabel },
      { header: t("field.formNumber"), text: (row) => row.formNumber },
      { header: t("field.branch"), text: (row) => row.branchCode },
      { header: t("field.before"), text: (row) => told(row, "before") },
      { header: t("field.after"), text: (row) => told(row, "after") },
      { header: t("field.reason"), text: (row) => oneLine(row.reason ?? "") },
      { header: t("field.address"), text: (row) => row.address },
      { header: t("field.requestId"), text: (row) => row.requestId },
    ],
  });
}
