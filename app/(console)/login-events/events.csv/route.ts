import type { NextRequest } from "next/server";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { fileResponse } from "#app/_lib/route.ts";
import { staffContext } from "#app/_lib/session.ts";
import { clientWords } from "#components/words/logins.ts";
import { csv, csvRows } from "#core/csv.ts";
import { partOfLoginEvents } from "#core/logins/list-events.ts";

/** All that the list's filter finds, newest first: UTF-8 with BOM, sent part by part, however much it is. */
export async function GET(request: NextRequest): Promise<Response> {
  return fileResponse(async () => {
    const context = await staffContext();
    const filter = Object.fromEntries([...request.nextUrl.searchParams].filter(([, value]) => value !== ""));
    const language = await getLanguage();
    const t = await getT("logins");
    const contracts = await getT("contracts");
    const format = await getFormat();
    const read = (before?: number) => partOfLoginEvents(context, { ...filter, before });
    const cells = (part: Awaited<ReturnType<typeof read>>) =>
      part.map((row) => [
        row.id,
        format.second(row.at),
        row.contractorId ?? t("unknownContract"),
        contracts(`loginFactor.${row.factor}`),
        contracts(`loginOutcome.${row.outcome}`),
        row.reachedLimit ? t("reachedLimit") : "",
        clientWords(language, row),
        row.address,
      ]);
    const header = [
      t("field.number"),
      t("field.at"),
      contracts("field.contractorId"),
      t("field.factor"),
      t("field.outcome"),
      t("field.reachedLimit"),
      t("field.client"),
      t("field.address"),
    ];
    // The first part is read before anything is sent, so that a refusal can still be told.
    const first = await read();
    let part = first;
    const body = new ReadableStream<string>({
      start: (file) => file.enqueue(csv(header, cells(first))),
      async pull(file) {
        part = await read(part.at(-1)?.id);
        if (part.length === 0) file.close();
        else file.enqueue(csvRows(cells(part)));
      },
    });
    return {
      body: body.pipeThrough(new TextEncoderStream()),
      mediaType: "text/csv; charset=utf-8",
      disposition: 'attachment; filename="login-events.csv"',
    };
  });
}
