import { getFormat, getT } from "#app/_lib/language.ts";
import { listHref, pagerProps } from "#app/_lib/search-params.ts";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { SelectField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { Section } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { fateTones } from "#components/tone.ts";
import { fieldError } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";
import { pageRows } from "#core/page.ts";
import type { readImport } from "#core/token-imports/read.ts";
import { type RowFate, rowFates } from "#core/token-imports/rules.ts";

type Props = {
  language: Language;
  importId: string;
  fate: RowFate | undefined;
  found: Awaited<ReturnType<typeof readImport>>;
};

/** What becomes of each row, all of them or those of one fate. */
export async function Report({ language, importId, fate, found }: Props) {
  const t = await getT("tokenImports");
  const common = await getT("common");
  const format = await getFormat();
  const address = `/tokens/imports/${importId}`;
  const counts = { new: found.newRows, known: found.knownRows, problem: found.problemRows };
  return (
    <Section title={t("section.report")} plain>
      <FilterBar language={language} action={address} active={fate !== undefined}>
        <SelectField
          name="fate"
          label={t("field.fate")}
          width="auto"
          emptyLabel={common("list.all")}
          defaultValue={fate ?? ""}
          options={rowFates.map((value) => ({
            value,
            label: `${t(`fate.${value}`)} (${format.number(counts[value])})`,
          }))}
        />
      </FilterBar>
      <DataTable
        language={language}
        caption={t("section.report")}
        short
        rows={found.report.rows}
        rowKey={(row) => String(row.row)}
        empty={<EmptyState title={t("noRows")} />}
        columns={[
          { key: "row", header: t("field.row"), cell: (row) => format.number(row.row) },
          { key: "serial", header: t("field.serial"), cell: (row) => row.serial ?? "-" },
          {
            key: "fate",
            header: t("field.fate"),
            cell: (row) => <Chip tone={fateTones[row.fate]}>{t(`fate.${row.fate}`)}</Chip>,
          },
          {
            key: "problem",
            header: t("field.problem"),
            wrap: true,
            cell: (row) => (row.problem ? fieldError(language, row.problem, row.problemValues ?? {}) : ""),
          },
        ]}
      />
      <Pager
        language={language}
        {...pagerProps(found.report, {
          rowsPerPage: pageRows,
          href: (page) => listHref(address, { fate, page }),
        })}
      />
    </Section>
  );
}
