import { getFormat, getT } from "#app/_lib/language.ts";
import { listHref, pagerProps } from "#app/_lib/search-params.ts";
import { ButtonLink } from "#components/button.tsx";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { SelectField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { Section } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { resultTones } from "#components/tone.ts";
import type { Language } from "#components/words/words.ts";
import type { readBatch } from "#core/debits/read.ts";
import { type DebitResult, debitResults } from "#core/debits/rules.ts";
import { pageRows } from "#core/page.ts";

type Props = {
  language: Language;
  batch: Awaited<ReturnType<typeof readBatch>>;
  result: DebitResult | "failed" | undefined;
};

/** The file's records in its order, with what the bank said of each. */
export async function Records({ language, batch, result }: Props) {
  const t = await getT("debits");
  const common = await getT("common");
  const format = await getFormat();
  const address = `/debits/${batch.id}`;
  return (
    <Section
      title={t("section.records")}
      plain
      actions={
        <ButtonLink href={`${address}/records.csv`} download>
          {common("list.csv")}
        </ButtonLink>
      }
    >
      {batch.state === "settled" && (
        <FilterBar language={language} action={address} active={result !== undefined}>
          <SelectField
            name="result"
            label={t("field.result")}
            width="auto"
            emptyLabel={common("list.all")}
            defaultValue={result ?? ""}
            options={[
              { value: "failed", label: t("failed") },
              ...debitResults.map((value) => ({ value, label: t(`result.${value}`) })),
            ]}
          />
        </FilterBar>
      )}
      <DataTable
        language={language}
        caption={t("section.records")}
        short
        rows={batch.lines.rows}
        rowKey={(row) => String(row.row)}
        rowHref={(row) => `/fees/${row.feeId}`}
        columns={[
          { key: "row", header: t("field.row"), cell: (row) => format.number(row.row) },
          { key: "contract", header: t("field.contractorId"), cell: (row) => row.contractorId },
          { key: "order", header: t("field.orderNumber"), cell: (row) => row.orderNumber },
          { key: "holder", header: t("field.holder"), cell: (row) => row.holder },
          {
            key: "account",
            header: t("field.accountNumber"),
            cell: (row) => `${row.branchCode} ${t(`accountType.${row.accountType}`)} ${row.accountNumber}`,
          },
          {
            key: "yen",
            header: t("field.amountYen"),
            align: "end",
            cell: (row) => format.yen(row.amountYen),
          },
          { key: "new", header: t("field.newCode"), cell: (row) => t(`newCode.${row.newCode}`) },
          {
            key: "attempt",
            header: t("field.attempt"),
            align: "end",
            cell: (row) => format.number(row.attempt),
          },
          {
            key: "result",
            header: t("field.result"),
            cell: (row) =>
              row.result && <Chip tone={resultTones[row.result]}>{t(`result.${row.result}`)}</Chip>,
          },
        ]}
      />
      <Pager
        language={language}
        {...pagerProps(batch.lines, {
          rowsPerPage: pageRows,
          href: (page) => listHref(address, { result, page }),
        })}
      />
    </Section>
  );
}
