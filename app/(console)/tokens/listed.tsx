import { getFormat, getT } from "#app/_lib/language.ts";
import { oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { askedConditions } from "#app/(console)/tokens/condition-fields.tsx";
import { Chip } from "#components/chip.tsx";
import type { FileColumn } from "#components/data-table.tsx";
import { tokenTones } from "#components/tone.ts";
import type { listOfTokens } from "#core/tokens/list.ts";
import { tokenStates } from "#core/tokens/rules.ts";

type Row = Awaited<ReturnType<typeof listOfTokens>>["rows"][number];

/** What an address asks of the list of tokens: as its conditions say it, and as the query takes it. */
export function askedTokens(params: SearchParams) {
  const { state: asked, ...narrowed } = askedConditions(params);
  const state = asked === "all" ? undefined : (tokenStates.find((one) => one === asked) ?? "in_stock");
  return {
    filter: { state: state === "in_stock" ? undefined : (state ?? "all"), ...narrowed },
    input: { state, ...narrowed, sort: oneParam(params, "sort") },
  };
}

/** The columns of the list of tokens, on its page and in its file. */
export async function tokenColumns(): Promise<readonly FileColumn<Row>[]> {
  const t = await getT("tokens");
  const format = await getFormat();
  return [
    { key: "serial", header: t("field.serial"), text: (row) => row.serial },
    {
      key: "state",
      header: t("field.state"),
      text: (row) => t(`state.${row.state}`),
      cell: (row) => <Chip tone={tokenTones[row.state]}>{t(`state.${row.state}`)}</Chip>,
    },
    { key: "model", header: t("field.model"), text: (row) => row.model },
    { key: "kind", header: t("field.kind"), text: (row) => t(`kind.${row.kind}`) },
    { key: "digits", header: t("field.digits"), align: "end", text: (row) => row.digits },
    {
      key: "expiresOn",
      header: t("field.batteryExpiresOn"),
      text: (row) => format.shortDate(row.expiresOn),
    },
  ];
}
