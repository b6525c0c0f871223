import { getFormat, getT } from "#app/_lib/language.ts";
import { DataTable } from "#components/data-table.tsx";
import { Section } from "#components/page-head.tsx";
import { StockChart } from "#components/stock-chart.tsx";
import type { Language } from "#components/words/words.ts";
import { stockAhead } from "#core/tokens/forecast.ts";
import type { readStock } from "#core/tokens/stock.ts";

type Stock = Awaited<ReturnType<typeof readStock>>;
type Props = { language: Language; stock: Stock; shown: Stock["models"][number] };

/** Months to come that the chart shows. */
const aheadMonths = 12;

/** One model's use in the last year and its stock in the next: a chart, and the table of its figures. */
export async function Forecast({ language, stock: { months, today }, shown }: Props) {
  const t = await getT("stock");
  const common = await getT("common");
  const { number } = await getFormat();
  const title = t("section.forecast", { model: shown.model });
  const ahead = stockAhead({ ...shown, today }, aheadMonths);
  const used = new Map(months.map((month, at) => [month, shown.used[at] ?? 0]));
  const left = new Map(ahead.map((one) => [one.month, one.left]));
  const rows = [...new Set([...used.keys(), ...left.keys()])].map((month) => ({
    month,
    used: used.get(month) ?? null,
    left: left.get(month) ?? null,
  }));
  const told = (value: number | null) => (value === null ? "" : number(Math.round(value)));
  return (
    <div id="forecast" className="flex flex-col gap-4">
      <Section title={title}>
        <StockChart
          title={title}
          words={{ used: t("field.used"), left: t("field.left"), reorderPoint: t("field.reorderPoint") }}
          months={rows.map((row) => ({ ...row, label: row.month.replace("-", "/").slice(2) }))}
          now={{ free: shown.free, elapsed: Number(today.slice(8)) / 31 }}
          reorderPoint={shown.reorderPoint}
          format={number}
        />
        <p className="mt-2 text-[0.875rem] text-ink-soft">{t("forecastRule")}</p>
      </Section>
      <Section title={common("chart.table")} plain>
        <DataTable
          language={language}
          caption={title}
          short
          rows={rows}
          rowKey={(row) => row.month}
          columns={[
            { key: "month", header: t("field.month"), cell: (row) => row.month.replace("-", "/") },
            { key: "used", header: t("field.used"), align: "end", cell: (row) => told(row.used) },
            { key: "left", header: t("field.left"), align: "end", cell: (row) => told(row.left) },
          ]}
        />
      </Section>
    </div>
  );
}
