import type { NextRequest } from "next/server";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { listFile } from "#app/_lib/list-file.ts";
import { clientWords } from "#components/words/logins.ts";
import { partOfLoginEvents } from "#core/logins/list-events.ts";

/** All that the list's filter finds, newest first, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  const language = await getLanguage();
  const t = await getT("logins");
  const contracts = await getT("contracts");
  const format = await getFormat();
  return listFile(request.nextUrl, {
    list: "loginEvents",
    path: "/login-events",
    read: (context, filter) => async (before?: number) => {
      const rows = await partOfLoginEvents(context, { ...filter, before });
      return { rows, end: rows.at(-1)?.id };
    },
    columns: [
      { header: t("field.number"), text: (row) => row.id },
      { header: t("field.at"), text: (row) => format.second(row.at) },
      { header: contracts("field.contractorId"), text: (row) => row.contractorId ?? t("unknownContract") },
      { header: t("field.factor"), text: (row) => contracts(`loginFactor.${row.factor}`) },
      { header: t("field.outcome"), text: (row) => contracts(`loginOutcome.${row.outcome}`) },
      { header: t("field.reachedLimit"), text: (row) => (row.reachedLimit ? t("reachedLimit") : "") },
      { header: t("field.client"), text: (row) => clientWords(language, row) },
      { header: t("field.address"), text: (row) => row.address },
    ],
  });
}
