import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { oneOf, oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { Chip } from "#components/chip.tsx";
import type { FileColumn } from "#components/data-table.tsx";
import { clientTones } from "#components/tone.ts";
import { scopeWords } from "#components/words/audit.ts";
import type { listOfClients } from "#core/clients/list.ts";
import { clientNeeds, clientScopes, clientStates } from "#core/clients/rules.ts";

export type ClientRow = Awaited<ReturnType<typeof listOfClients>>["rows"][number];

/** What an address asks of the list of clients: as its conditions say it, and as the query takes it. */
export function askedClients(params: SearchParams) {
  const filter = {
    text: oneParam(params, "text")?.slice(0, 100),
    state: oneOf(params, "state", clientStates),
    scope: oneOf(params, "scope", clientScopes),
    needs: oneOf(params, "needs", clientNeeds),
  };
  return { filter, input: { ...filter, sort: oneParam(params, "sort") } };
}

/** The columns of the list of clients, on its page and in its file. */
export async function clientColumns(): Promise<readonly FileColumn<ClientRow>[]> {
  const language = await getLanguage();
  const t = await getT("clients");
  const format = await getFormat();
  return [
    { key: "name", header: t("field.name"), text: (row) => row.name },
    {
      key: "state",
      header: t("field.state"),
      text: (row) => [t(`state.${row.state}`), row.waits && t("waits")].filter(Boolean).join(" "),
      cell: (row) => (
        <span className="inline-flex items-center gap-2">
          <Chip tone={clientTones[row.state]}>{t(`state.${row.state}`)}</Chip>
          {row.waits && <Chip tone="info">{t("waits")}</Chip>}
        </span>
      ),
    },
    {
      key: "scopes",
      header: t("field.scopes"),
      wrap: true,
      text: (row) => (row.scopes.length > 0 ? scopeWords(language, row.scopes) : t("noScopes")),
    },
    { key: "keys", header: t("field.usableKeys"), align: "end", text: (row) => row.usableKeys },
    {
      key: "nextEnd",
      header: t("field.nextEnd"),
      text: (row) => row.nextEnd && format.second(row.nextEnd),
    },
    {
      key: "lastUsed",
      header: t("field.lastUsed"),
      text: (row) => (row.lastUsedOn ? format.shortDate(row.lastUsedOn) : t("never")),
    },
  ];
}
