import { getFormat, getT } from "#app/_lib/language.ts";
import type { SearchParams } from "#app/_lib/search-params.ts";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { List } from "#app/(console)/list.tsx";
import { rowColumns } from "#app/(console)/tokens/imports/[id]/row-columns.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Section } from "#components/page-head.tsx";
import type { readImport } from "#core/token-imports/read.ts";
import { type RowFate, rowFates } from "#core/token-imports/rules.ts";

type Props = {
  params: SearchParams;
  fate: RowFate | undefined;
  found: Awaited<ReturnType<typeof readImport>>;
};

/** What becomes of each row, all of them or those of one fate. */
export async function Report({ params, fate, found }: Props) {
  const t = await getT("tokenImports");
  const format = await getFormat();
  const address = `/tokens/imports/${found.id}`;
  const counts = { new: found.newRows, known: found.knownRows, problem: found.problemRows };
  return (
    <Section title={t("section.report")} plain>
      <List
        path={address}
        params={params}
        filter={{ fate }}
        file={`${address}/rows.csv`}
        found={{ ...found.report, sort: { by: "row", descending: false } }}
        sorts={[]}
        caption={t("section.report")}
        columns={await rowColumns()}
        rowKey={(row) => String(row.row)}
        empty={<EmptyState title={t("noRows")} />}
        short
      >
        <ChoiceFilter
          name="fate"
          label={t("field.fate")}
          asked={fate}
          values={rowFates}
          words={(one) => `${t(`fate.${one}`)} (${format.number(counts[one])})`}
        />
      </List>
    </Section>
  );
}
