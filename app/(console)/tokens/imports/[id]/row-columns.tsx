import { getLanguage, getT } from "#app/_lib/language.ts";
import { Chip } from "#components/chip.tsx";
import type { FileColumn } from "#components/data-table.tsx";
import { fateTones } from "#components/tone.ts";
import { fieldError } from "#components/words/translate.ts";
import type { partOfRows } from "#core/token-imports/read.ts";

type Row = Awaited<ReturnType<typeof partOfRows>>["rows"][number];

/** The columns of an import's report, on its page and in its file. */
export async function rowColumns(): Promise<readonly FileColumn<Row>[]> {
  const language = await getLanguage();
  const t = await getT("tokenImports");
  return [
    { key: "row", header: t("field.row"), text: (row) => row.row },
    { key: "serial", header: t("field.serial"), text: (row) => row.serial },
    {
      key: "fate",
      header: t("field.fate"),
      text: (row) => t(`fate.${row.fate}`),
      cell: (row) => <Chip tone={fateTones[row.fate]}>{t(`fate.${row.fate}`)}</Chip>,
    },
    {
      key: "problem",
      header: t("field.problem"),
      wrap: true,
      text: (row) => row.problem && fieldError(language, row.problem, row.problemValues ?? {}),
    },
  ];
}
