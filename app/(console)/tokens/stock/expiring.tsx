import { getT } from "#app/_lib/language.ts";
import { stateColumns, stateSums } from "#app/(console)/tokens/stock/state-columns.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Section } from "#components/page-head.tsx";
import type { Language } from "#components/words/words.ts";
import { tokenStates } from "#core/tokens/rules.ts";
import type { readStock } from "#core/tokens/stock.ts";

type Row = Awaited<ReturnType<typeof readStock>>["expiring"][number];
type Props = { language: Language; expiring: readonly Row[] };

const states = tokenStates.filter((state) => state !== "revoked" && state !== "disposed");

/** Batteries that have ended or soon will, by month and model: in stock not to be sent, in use to be exchanged. */
export async function Expiring({ language, expiring }: Props) {
  const t = await getT("stock");
  return (
    <Section title={t("section.expiring")} plain>
      <DataTable
        language={language}
        caption={t("section.expiring")}
        short
        rows={expiring}
        rowKey={(row) => `${row.month} ${row.model}`}
        empty={<EmptyState title={t("noExpiring")}>{t("noExpiringText")}</EmptyState>}
        columns={[
          {
            key: "month",
            header: t("field.expiresMonth"),
            cell: (row) => row.month?.replace("-", "/") ?? t("expired"),
          },
          { key: "model", header: t("field.model"), cell: (row) => row.model },
          ...(await stateColumns<Row>(states, ({ model, expiresFrom, expiresBefore }) => ({
            model,
            expiresFrom,
            expiresBefore,
          }))),
        ]}
        footer={[t("total"), "", ...(await stateSums(states, expiring))]}
      />
    </Section>
  );
}
