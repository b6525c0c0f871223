import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { Preview } from "#app/(console)/tokens/moves/preview.tsx";
import { Field, SelectField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { previewMoves } from "#core/tokens/bulk.ts";
import { listKinds } from "#core/tokens/list.ts";
import { bulkLimit, bulkMoves, tokenStates } from "#core/tokens/rules.ts";

const conditions = ["state", "model", "batch", "expiresBefore"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("tokenMoves"))("bulk.title") };
}

export default async function MovesPage({ searchParams }: PageProps<"/tokens/moves">) {
  const context = await guardPage("token.move");
  const params = await searchParams;
  const asked = Object.fromEntries(conditions.map((name) => [name, oneParam(params, name) ?? ""]));
  const move = bulkMoves.find((one) => one === oneParam(params, "move"));
  const done = Number(oneParam(params, "done"));
  const { models, batches } = await listKinds(context, {});
  const preview = move ? await loadPage(previewMoves(context, { ...asked, move })) : undefined;
  const language = await getLanguage();
  const t = await getT("tokenMoves");
  const tokens = await getT("tokens");
  const common = await getT("common");
  const same = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  const all = common("list.all");
  return (
    <Desk desk="tokens">
      <PageHead
        title={t("bulk.title")}
        lead={t("bulk.lead", { limit: bulkLimit })}
        back={{ href: "/tokens", label: tokens("title") }}
      />
      {done > 0 && (
        <div className="mb-4">
          <Notice tone="success" announce title={t("bulk.done", { count: done })} />
        </div>
      )}
      <FilterBar language={language} action="/tokens/moves" active={move !== undefined}>
        <SelectField
          name="move"
          label={t("field.move")}
          width="auto"
          emptyLabel={t("bulk.choose")}
          defaultValue={move ?? ""}
          options={bulkMoves.map((value) => ({ value, label: t(`move.${value}`) }))}
        />
        <SelectField
          name="state"
          label={tokens("field.state")}
          width="auto"
          emptyLabel={all}
          defaultValue={asked.state ?? ""}
          options={tokenStates.map((value) => ({ value, label: tokens(`state.${value}`) }))}
        />
        <SelectField
          name="model"
          label={tokens("field.model")}
          width="auto"
          emptyLabel={all}
          defaultValue={asked.model ?? ""}
          options={same(models)}
        />
        {batches.length > 0 && (
          <SelectField
            name="batch"
            label={t("field.batch")}
            width="auto"
            emptyLabel={all}
            defaultValue={asked.batch ?? ""}
            options={same(batches)}
          />
        )}
        <Field
          name="expiresBefore"
          type="date"
          label={t("field.expiresBefore")}
          width="auto"
          defaultValue={asked.expiresBefore ?? ""}
        />
      </FilterBar>
      {move && preview && <Preview move={move} asked={asked} preview={preview} />}
    </Desk>
  );
}
