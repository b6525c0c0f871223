import type { NextRequest } from "next/server";
import { getFormat, getT } from "#app/_lib/language.ts";
import { fileResponse } from "#app/_lib/route.ts";
import { staffContext } from "#app/_lib/session.ts";
import { csv, csvRows } from "#core/csv.ts";
import { partOfLookUps } from "#core/look-ups/list.ts";

/** All that the list's filter finds, newest first: UTF-8 with BOM, sent part by part, however much it is. */
export async function GET(request: NextRequest): Promise<Response> {
  return fileResponse(async () => {
    const context = await staffContext();
    const filter = Object.fromEntries([...request.nextUrl.searchParams].filter(([, value]) => value !== ""));
    const t = await getT("lookUps");
    const contracts = await getT("contracts");
    const format = await getFormat();
    const read = (before?: string) => partOfLookUps(context, { ...filter, before });
    const cells = (part: Awaited<ReturnType<typeof read>>) =>
      part.map((row) => [
        format.second(row.at),
        row.staffName,
        row.staffBranchCode ?? t("headOffice"),
        row.contractorId,
        row.branchCode,
        t(`page.${row.page}`),
        t(`purpose.${row.purpose}`),
        [row.reason && t(`reason.${row.reason}`), row.note].filter(Boolean).join(" "),
        row.outsideHours ? t("field.outside") : "",
        row.address,
      ]);
    const header = [
      t("field.at"),
      t("field.staff"),
      t("field.branch"),
      contracts("field.contractorId"),
      t("field.contractBranch"),
      t("field.page"),
      t("field.purpose"),
      t("field.reason"),
      t("field.outside"),
      t("field.address"),
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
      disposition: 'attachment; filename="look-ups.csv"',
    };
  });
}
