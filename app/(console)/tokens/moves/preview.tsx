import { getLanguage, getT } from "#app/_lib/language.ts";
import { moveManyAction } from "#app/(console)/tokens/moves/actions.ts";
import { Checkbox } from "#components/choice-field.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { TextareaField } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import { Notice } from "#components/notice.tsx";
import { Section } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import type { previewMoves } from "#core/tokens/bulk.ts";
import { type BulkMove, bulkLimit } from "#core/tokens/rules.ts";

type Found = Awaited<ReturnType<typeof previewMoves>>;
type Props = { move: BulkMove; asked: Readonly<Record<string, string>>; preview: Found };

/** What a move of many would come to, and the way to make it. */
export async function Preview({ move, asked, preview }: Props) {
  const t = await getT("tokenMoves");
  const language = await getLanguage();
  if (preview.tooMany) {
    return (
      <Notice tone="warning" title={t("bulk.tooMany", { limit: bulkLimit })}>
        {t("bulk.tooManyText")}
      </Notice>
    );
  }
  const { movable, refused, seen } = preview;
  const refusedCount = refused.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
      <div className="flex flex-col gap-4">
        <Section title={t("bulk.movable", { count: movable.count })}>
          {movable.count > 0 ? (
            <p className="tabular">{serials(movable)}</p>
          ) : (
            <EmptyState title={t("bulk.none")}>{t("bulk.noneText")}</EmptyState>
          )}
        </Section>
        {refused.length > 0 && (
          <Section title={t("bulk.refused", { count: refusedCount })} plain>
            <DataTable
              language={language}
              caption={t("bulk.refused", { count: refusedCount })}
              short
              rows={refused}
              rowKey={(row) => row.why}
              columns={[
                { key: "why", header: t("bulk.why"), cell: (row) => t(`refusal.${row.why}`) },
                { key: "count", header: t("field.count"), align: "end", cell: (row) => row.count },
                { key: "sample", header: t("bulk.sample"), wrap: true, cell: serials },
              ]}
            />
          </Section>
        )}
      </div>
      {movable.count > 0 && (
        <Section title={t(`move.${move}`)}>
          <p className="mb-3">{t(`consequence.${move}`)}</p>
          <Form
            action={moveManyAction}
            language={language}
            labels={{ reason: t("field.reason"), stolen: t("field.stolen") }}
          >
            {Object.entries({ ...asked, move, seen }).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <TextareaField name="reason" required rows={3} />
            {(move === "suspend" || move === "revoke") && (
              <Checkbox name="stolen" support={t("stolenSupport")} />
            )}
            <SubmitButton
              look={move === "suspend" || move === "revoke" ? "danger" : "primary"}
              pending={(await getT("common"))("pending")}
              wide
            >
              {t("bulk.run", { count: movable.count, button: t(`button.${move}`) })}
            </SubmitButton>
          </Form>
        </Section>
      )}
    </div>
  );

  function serials({ count, sample }: Found["movable"]) {
    const shown = sample.map(({ serial }) => serial).join(", ");
    return t("bulk.more", { serials: shown, others: count - sample.length });
  }
}
