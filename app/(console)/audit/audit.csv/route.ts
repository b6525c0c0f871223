import type { NextRequest } from "next/server";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { fileResponse } from "#app/_lib/route.ts";
import { staffContext } from "#app/_lib/session.ts";
import { changeWords, commandWords, subjectWords } from "#components/words/audit.ts";
import { partOfAudit } from "#core/audit/list.ts";
import { oneLine } from "#core/audit/rules.ts";
import { csv, csvRows } from "#core/csv.ts";

/** All that the list's filter finds, newest first: UTF-8 with BOM, sent part by part, each row on one line. */
export async function GET(request: NextRequest): Promise<Response> {
  return fileResponse(async () => {
    const context = await staffContext();
    const { before: _, after: __, ...filter } = Object.fromEntries(request.nextUrl.searchParams);
    const language = await getLanguage();
    const t = await getT("audit");
    const format = await getFormat();
    const read = (before?: number) => partOfAudit(context, { ...filter, before });
    const cells = (part: Awaited<ReturnType<typeof read>>) =>
      part.map((row) => {
        const facts = changeWords(language, row.subjectKind, row);
        const told = (which: "before" | "after") =>
          facts
            .filter((fact) => fact[which] !== "")
            .map((fact) => t("filePart", { label: fact.label, value: fact[which] }))
            .join(" / ");
        return [
          row.id,
          format.second(row.at),
          t(`actor.${row.actorKind}`),
          row.actorName,
          commandWords(language, row.action),
          subjectWords(language, row.subjectKind),
          row.subjectLabel,
          row.formNumber ?? "",
          row.branchCode ?? "",
          told("before"),
          told("after"),
          oneLine(row.reason ?? ""),
          row.address,
          row.requestId,
        ];
      });
    const header = [
      t("field.number"),
      t("field.at"),
      t("field.actorKind"),
      t("field.actor"),
      t("field.action"),
      t("field.subjectKind"),
      t("field.subject"),
      t("field.formNumber"),
      t("field.branch"),
      t("field.before"),
      t("field.after"),
      t("field.reason"),
      t("field.address"),
      t("field.requestId"),
    ];
    // The first part is read before anything is sent, so that a refusal can still be told.
    const first = await read();
    let part = first;
    const body = new ReadableStream<string>({
      start: (file) => file.enqueue(csv(header, cells(first))),
      async pull(file) {
        const last = part.at(-1);
        part = last ? await read(last.id) : [];
        if (part.length === 0) file.close();
        else file.enqueue(csvRows(cells(part)));
      },
    });
    return {
      body: body.pipeThrough(new TextEncoderStream()),
      mediaType: "text/csv; charset=utf-8",
      disposition: 'attachment; filename="audit.csv"',
    };
  });
}
