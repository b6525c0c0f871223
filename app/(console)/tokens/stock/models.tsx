import { getFormat, getT } from "#app/_lib/language.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { DataTable } from "#components/data-table.tsx";
import { Section } from "#components/page-head.tsx";
import { StockAdvice } from "#components/stock-advice.tsx";
import type { Language } from "#components/words/words.ts";
import type { readStock } from "#core/tokens/stock.ts";

type Stock = Awaited<ReturnType<typeof readStock>>;

/** Each model's stock against its reorder point, and when it will be used up; a row leads to its forecast. */
export async function Models({ language, stock }: { language: Language; stock: Stock }) {
  const t = await getT("stock");
  const { number } = await getFormat();
  const monthOf = (day: string | null, { perMonth }: { perMonth: number }) =>
    day?.slice(0, 7).replace("-", "/") ?? (perMonth > 0 ? t("far") : "-");
  return (
    <Section title={t("section.models")} plain>
      <DataTable
        language={language}
        caption={t("section.models")}
        short
        rows={stock.models}
        rowKey={(row) => row.model}
        rowHref={(row) => `${listHref("/tokens/stock", { model: row.model })}#forecast`}
        columns={[
          { key: "model", header: t("field.model"), cell: (row) => row.model },
          { key: "free", header: t("field.free"), align: "end", cell: (row) => number(row.free) },
          {
            key: "reorderPoint",
            header: t("field.reorderPoint"),
            align: "end",
            cell: (row) => (row.reorderPoint === null ? "-" : number(row.reorderPoint)),
          },
          {
            key: "perMonth",
            header: t("field.perMonth"),
            align: "end",
            cell: (row) => number(Math.round(row.perMonth * 10) / 10),
          },
          { key: "reorderOn", header: t("field.reorderOn"), cell: (row) => monthOf(row.reorderOn, row) },
          { key: "emptyOn", header: t("field.emptyOn"), cell: (row) => monthOf(row.emptyOn, row) },
          {
            key: "advice",
            header: t("field.advice"),
            cell: (row) => <StockAdvice language={language} {...row} />,
          },
        ]}
      />
      <p className="mt-2 text-[0.875rem] text-ink-soft">{t("rule", { months: stock.reorderMonths })}</p>
    </Section>
  );
}
