import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { askedConditions, ConditionFields } from "#app/(console)/tokens/condition-fields.tsx";
import { Preview } from "#app/(console)/tokens/moves/preview.tsx";
import { SelectField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { previewMoves } from "#core/tokens/bulk.ts";
import { listKinds } from "#core/tokens/list.ts";
import { bulkLimit, bulkMoves } from "#core/tokens/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("tokenMoves"))("bulk.title") };
}

export default async function MovesPage({ searchParams }: PageProps<"/tokens/moves">) {
  const context = await guardPage("token.move");
  const params = await searchParams;
  const asked = askedConditions(params);
  const move = bulkMoves.find((one) => one === oneParam(params, "move"));
  const done = Number(oneParam(params, "done"));
  const kinds = await listKinds(context, {});
  const preview = move ? await loadPage(previewMoves(context, { ...asked, move })) : undefined;
  const language = await getLanguage();
  const t = await getT("tokenMoves");
  const tokens = await getT("tokens");
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
        <ConditionFields asked={asked} kinds={kinds} />
      </FilterBar>
      {move && preview && <Preview move={move} asked={asked} preview={preview} />}
    </Desk>
  );
}
