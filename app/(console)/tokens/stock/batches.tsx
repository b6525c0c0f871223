import { getFormat, getT } from "#app/_lib/language.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { stateColumns, stateSums } from "#app/(console)/tokens/stock/state-columns.tsx";
import { DataTable } from "#components/data-table.tsx";
import { Section } from "#components/page-head.tsx";
import type { Language } from "#components/words/words.ts";
import { tokenStates } from "#core/tokens/rules.ts";
import type { readStock } from "#core/tokens/stock.ts";

type Row = Awaited<ReturnType<typeof readStock>>["batches"][number];
type Props = { language: Language; batches: readonly Row[] };

/** How many tokens of each model and delivery are in each state, and the labels of those in stock. */
export async function Batches({ language, batches }: Props) {
  const t = await getT("stock");
  const tokens = await getT("tokens");
  const { number } = await getFormat();
  const free = batches.reduce((sum, row) => sum + row.free, 0);
  // A batch without a name cannot be told in an address: its list would be that of all batches.
  const filterOf = ({ model, batch }: Row) => (batch === null ? undefined : { model, batch });
  return (
    <Section title={t("section.batches")} plain>
      <DataTable
        language={language}
        caption={t("section.batches")}
        short
        rows={batches}
        rowKey={(row) => JSON.stringify([row.model, row.batch])}
        columns={[
          {
            key: "batch",
            header: `${tokens("field.model")} / ${tokens("field.batch")}`,
            cell: (row) => `${row.model} / ${row.batch ?? t("noBatch")}`,
          },
          { key: "free", header: t("field.free"), align: "end", cell: (row) => number(row.free) },
          ...(await stateColumns<Row>(tokenStates, filterOf)),
          {
            key: "labels",
            header: t("field.labels"),
            cell: (row) =>
              row.batch !== null &&
              row.counts.in_stock !== undefined && (
                <a href={listHref("/tokens/labels", { state: "in_stock", ...filterOf(row) })}>
                  {t("labels.make")}
                </a>
              ),
          },
        ]}
        footer={[t("total"), number(free), ...(await stateSums(tokenStates, batches)), ""]}
      />
    </Section>
  );
}
