import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { DataTable } from "#components/data-table.tsx";
import { Notice } from "#components/notice.tsx";
import type { Foreseen, foreseeApproval } from "#core/forms/foresee.ts";

type Props = Pick<Awaited<ReturnType<typeof foreseeApproval>>, "changes" | "remarks" | "others">;

/** Whether the form may well be approved, and what that changes: each thing before and after. */
export async function ForeseenChanges({ changes, remarks, others }: Props) {
  const t = await getT("forms");
  const tokens = await getT("tokens");
  const orders = await getT("orders");
  const common = await getT("common");
  const format = await getFormat();
  const shown = changes.map((change) => ({ what: change.what, ...words(change) }));
  return (
    <div className="mb-3 flex flex-col gap-3">
      {remarks.length === 0 ? (
        <Notice tone="success" title={t("remark.none")} />
      ) : (
        <Notice tone="warning" title={t("remark.some")}>
          <ul>
            {remarks.map((remark) => (
              <li key={remark}>{t(`remark.${remark}`, { numbers: others.join(t("and")) })}</li>
            ))}
          </ul>
        </Notice>
      )}
      <DataTable
        language={await getLanguage()}
        caption={t("foreseen.title")}
        short
        rows={shown}
        rowKey={({ what }) => what}
        columns={[
          { key: "what", header: t("foreseen.what"), cell: (row) => row.label },
          { key: "before", header: t("foreseen.before"), cell: (row) => row.before },
          { key: "after", header: t("foreseen.after"), cell: (row) => <strong>{row.after}</strong> },
        ]}
      />
    </div>
  );

  function words(change: Foreseen): { label: string; before: string; after: string } {
    const label = t(`foreseen.${change.what}`);
    switch (change.what) {
      case "token":
        return {
          label: `${label} ${change.serial}`,
          before: tokens(`state.${change.before}`),
          after: tokens(`state.${change.after}`),
        };
      case "order":
        return {
          label,
          before: common("none"),
          after: `${orders("state.placed")}（${orders("field.dueOn")} ${format.shortDate(change.dueOn)}）`,
        };
      case "cardAccess":
        return { label, before: "—", after: t("foreseen.cardOpen") };
      case "failures":
        return { label, before: format.number(change.before), after: format.number(0) };
      case "forms":
        return { label, before: change.numbers.join(t("and")), after: t("state.cancelled") };
    }
  }
}
